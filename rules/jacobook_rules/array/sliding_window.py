"""Every window of an array."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def windows(rank: int, window_shape: Any, axis: Any) -> list[tuple[int, Any]]:
    """The axes along which windows are taken, each with the window's size; all if none is named."""
    sizes = window_shape if isinstance(window_shape, tuple | list) else (window_shape,)
    axes = (axis,) if isinstance(axis, int) else axis
    places = range(rank) if axes is None else [int(a) % rank for a in axes]
    return list(zip(places, sizes, strict=True))


def target(x: shapes.Shape, *, window_shape: Any, axis: Any = None) -> shapes.Shape:
    """One place for each window, then the window's own axes."""
    places, chosen = list(x), windows(len(x), window_shape, axis)
    for i, size in chosen:
        places[i] = shapes.plus(shapes.minus(places[i], size), 1)
    return (*places, *(size for _, size in chosen))


def adjoint(y_bar: Array, y: Array, x: Array, *, window_shape: Any, axis: Any) -> Array:
    """`x_bar`: the windows of the cotangent laid back at their places and added."""
    return op.overlap_add(y_bar, axis=tuple(i for i, _ in windows(x.ndim, window_shape, axis)))


rule = linear(
    id="array.sliding_window",
    title="Sliding windows",
    summary="Every window of an array, side by side: pooling and convolution start here.",
    function="sliding_window_view(x, 3)",
    operands="x:(n)",
    derivative={"vjp[x]": "overlap_add(y_bar)", "d": "sliding_window_view(dx, 3)"},
    sizes={"n": 5},
    op="sliding_window_view",
    primal="numpy.lib.stride_tricks.sliding_window_view",
    parameters={"window_shape": 1, "axis": None},
    shape=target,
    adjoint=adjoint,
    variants=(
        {"window_shape": (3,)},
        {"window_shape": 1},
        {"window_shape": (2,), "axis": (-1,)},
        {"window_shape": (2, 1), "axis": (0, 0)},
    ),
    analytic=True,
    why=(
        "Entry `(i, j)` is `x[i + j]`: the windows overlap, and an inner entry stands in several "
        "of them. Its cotangent is the sum over these."
    ),
    pitfalls=(
        "The overlaps add up; an adjoint that writes each window over the one before loses all "
        "but the last. The result is a view: `writeable=True` is refused."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 4.0]},
            parameters={"window_shape": 3},
            cotangent=[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]],
            value=[[1.0, 2.0, 3.0], [2.0, 3.0, 4.0]],
            gradients={"x": [1.0, 12.0, 23.0, 30.0]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"window_shape": 2, "axis": 1},
            cotangent=[[[1.0, 2.0], [10.0, 20.0]], [[3.0, 4.0], [30.0, 40.0]]],
            value=[[[1.0, 2.0], [2.0, 3.0]], [[4.0, 5.0], [5.0, 6.0]]],
            gradients={"x": [[1.0, 12.0, 20.0], [3.0, 34.0, 40.0]]},
        ),
    ),
    references=("NumPy reference, lib.stride_tricks.sliding_window_view",),
    see_also=("signal.overlap_add", "signal.correlate", "nn.max_pool1d"),
    tags=("im2col", "unfold", "patches"),
)
