"""One entry for each place, chosen along an axis."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def take_along_axis(arr: Array, indices: Any, axis: int | None = -1) -> Array:
    """The entries of `arr` whose places along `axis` the numbers `indices` say."""
    import numpy as np

    chosen = indices if hasattr(indices, "ndim") else np.asarray(indices)
    if axis is None:
        return op.getitem(op.reshape(arr, shape=(-1,)), index=(chosen,))
    (place,) = shapes.normalise_axes(axis, arr.ndim)
    if chosen.ndim != arr.ndim:
        raise ShapeError(
            f"take_along_axis: indices with {chosen.ndim} axes for an array with {arr.ndim}"
        )
    index: list[Any] = [
        np.reshape(np.arange(size), (-1, *(1,) * (arr.ndim - 1 - i)))
        for i, size in enumerate(arr.shape)
    ]
    index[place] = chosen
    return op.getitem(arr, index=tuple(index))


rule = derived(
    id="array.take_along_axis",
    title="Take along an axis",
    summary="One entry for each place, chosen by its number along an axis.",
    function="concatenate([X[0, :1], X[1, 1:]])[None]",
    operands="X:(2,2)",
    derivative={"d": "concatenate([dX[0, :1], dX[1, 1:]])[None]"},
    expand=take_along_axis,
    numpy=("numpy.take_along_axis",),
    parameters={"indices": ((0, 1),), "axis": 0},
    analytic=True,
    why="Every output is one entry, so it is an index with one list of places for each axis.",
    pitfalls="An entry taken twice receives both cotangents.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"indices": ((2, 2), (0, 1)), "axis": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[3.0, 3.0], [4.0, 5.0]],
            gradients={"X": [[0.0, 0.0, 11.0], [100.0, 1000.0, 0.0]]},
        ),
    ),
    references=("NumPy reference, take_along_axis",),
    see_also=("array.take", "array.sort", "array.index"),
)
