"""Entries chosen by their numbers."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(
    y_bar: Array, y: Array, x: Array, *, indices: Any, axis: int | None, mode: str
) -> Array:
    """`x_bar`: zeros, with each cotangent added at the place its entry was taken from."""
    import numpy as np

    if mode != "raise" or np.asarray(indices).dtype == bool:  # truth values count as 0 and 1
        numbers = np.arange(shapes.count(x.shape, axis))
        indices = np.take(numbers, indices, mode=mode)  # type: ignore[call-overload]
    if axis is not None and x.ndim:
        return op.scatter(y_bar, index=shapes.along(axis, indices, x.ndim), shape=x.shape)
    entries = op.scatter(y_bar, index=(indices,), shape=(shapes.count(x.shape),))
    return op.reshape(entries, shape=x.shape)


def target(x: shapes.Shape, *, indices: Any, axis: int | None, mode: str) -> shapes.Shape:
    """The shape of the entries taken; the mode does not matter."""
    return shapes.taken(x, indices=indices, axis=axis)


rule = linear(
    id="array.take",
    title="Integer-array indexing (gather)",
    summary="The entries, or the slices along an axis, with the given numbers.",
    function="take(x, (2, 0, 2))",
    operands="x:(n)",
    derivative={
        "vjp[x]": "y_bar @ take(eye(n), (2, 0, 2), axis=0)",
        "jac[x]": "take(eye(n), (2, 0, 2), axis=0)",
        "d": "take(dx, (2, 0, 2))",
    },
    sizes={"n": 4},
    primal="numpy.take",
    parameters={"indices": 0, "axis": None, "mode": "raise"},
    shape=target,
    adjoint=adjoint,
    variants=(
        {"indices": (1, 0, 1, -1)},
        {"indices": 0, "axis": 0},
        {"indices": (1, 0, 1), "axis": -1},
        {"indices": ((0, 1), (1, 1)), "axis": 1},
        {"indices": (7, -9, 1), "mode": "wrap"},
        {"indices": (7, -9, 1), "axis": 0, "mode": "clip"},
    ),
    analytic=True,
    why="Output `i` is the entry it was taken from; an entry taken twice has two outputs.",
    pitfalls="Repeated indices accumulate: an entry taken twice receives both cotangents.",
    vectors=(
        TestVector(
            operands={"x": [5.0, 6.0, 7.0, 8.0]},
            parameters={"indices": (2, 0, 2)},
            cotangent=[1.0, 10.0, 100.0],
            value=[7.0, 5.0, 7.0],
            gradients={"x": [10.0, 0.0, 101.0, 0.0]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"indices": (1, 1), "axis": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[2.0, 2.0], [5.0, 5.0]],
            gradients={"x": [[0.0, 11.0, 0.0], [0.0, 1100.0, 0.0]]},
        ),
        TestVector(
            name="numbers beyond the end",
            operands={"x": [5.0, 6.0, 7.0, 8.0]},
            parameters={"indices": (9, -9), "mode": "clip"},
            cotangent=[1.0, 10.0],
            value=[8.0, 5.0],
            gradients={"x": [10.0, 0.0, 0.0, 1.0]},
        ),
    ),
    references=("NumPy reference, take",),
    see_also=("array.index", "array.scatter", "array.take_along_axis"),
)
