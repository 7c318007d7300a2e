"""Windows laid back at their places and added: the adjoint of sliding windows."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def primal(x: Array, *, axis: Any) -> Array:
    """The sum of the windows, each at its place. Shapes: `x` (places..., window...)."""
    import numpy as np

    axes = (axis,) if isinstance(axis, int) else axis
    shape: Any = target(x.shape, axis=axis)
    y = np.zeros(shape, x.dtype)
    for entry in np.ndindex(x.shape[x.ndim - len(axes) :]):
        first = [0] * y.ndim
        for place, offset in zip(axes, entry, strict=True):
            first[place] += offset
        y[tuple(slice(i, i + n) for i, n in zip(first, x.shape, strict=False))] += x[..., *entry]
    return y


def adjoint(y_bar: Array, y: Array, x: Array, *, axis: Any) -> Array:
    """`x_bar`: the windows of the cotangent."""
    return op.sliding_window_view(y_bar, window_shape=x.shape[y_bar.ndim :], axis=axis)


def target(x: shapes.Shape, *, axis: Any = 0) -> shapes.Shape:
    """The shape whose windows these are."""
    axes = (axis,) if isinstance(axis, int) else axis
    whole = list(x[: len(x) - len(axes)])
    if any(whole[place] == 0 for place in axes):
        raise ShapeError(f"overlap_add: there are no windows in an array of shape {shapes.show(x)}")
    for place, size in zip(axes, x[len(whole) :], strict=True):
        whole[place] = shapes.plus(whole[place], size, -1)
    return tuple(whole)


rule = linear(
    id="signal.overlap_add",
    title="Overlap-add",
    summary="Windows laid side by side at their places, and added where they overlap.",
    function="overlap_add(X)",
    operands="X:(m,n)",
    derivative={"vjp[X]": "sliding_window_view(y_bar, n)", "d": "overlap_add(dX)"},
    primal=primal,
    parameters={"axis": 0},
    shape=target,
    adjoint=adjoint,
    variants=({"axis": (0,)},),
    analytic=True,
    why=(
        "Entry `X[i, j]` is added at place `i + j`. So it receives the cotangent of that place, "
        "which is entry `(i, j)` of the windows of the cotangent."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]]},
            cotangent=[1.0, 2.0, 3.0, 4.0],
            value=[1.0, 12.0, 23.0, 30.0],
            gradients={"X": [[1.0, 2.0, 3.0], [2.0, 3.0, 4.0]]},
        ),
    ),
    references=("Dumoulin & Visin 2016",),
    see_also=("array.sliding_window", "signal.convolve"),
    tags=("col2im", "fold"),
)
