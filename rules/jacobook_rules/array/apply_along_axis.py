"""A function of vectors applied along an axis."""

from collections.abc import Callable
from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def apply_along_axis(
    func1d: Callable[..., Array], axis: int, arr: Array, *args: Any, **kwargs: Any
) -> Array:
    """What `func1d` gives for each vector along `axis`; its axes take that axis's place."""
    import numpy as np

    (place,) = shapes.normalise_axes(axis, len(arr.shape))
    rows = op.transpose(arr, axes=shapes.axis_last(len(arr.shape), place))
    outer = rows.shape[:-1]
    made = [func1d(rows[i], *args, **kwargs) for i in np.ndindex(outer)]
    inner = shapes.of(made[0])
    y = op.reshape(op.stack(*made, axis=0), shape=(*outer, *inner))
    order = list(range(len(outer)))
    order[place:place] = range(len(outer), len(outer) + len(inner))
    return op.transpose(y, axes=tuple(order)) if order else y


def total(row: Array) -> Array:
    """The sum of a vector's squares."""
    return op.dot(row, row)


rule = derived(
    id="array.apply_along_axis",
    title="Apply a function along an axis",
    summary="A function of one vector applied to every vector along an axis.",
    function="sum(arr**2, axis=0)",
    operands="arr:(m,n)",
    conditions="The formulas take the dot product of each column with itself for the function.",
    derivative={"vjp[arr]": "2 * arr * y_bar", "d": "2 * sum(arr * darr, axis=0)"},
    expand=apply_along_axis,
    numpy=("numpy.apply_along_axis",),
    parameters={"func1d": total, "axis": 0},
    variants=({"axis": 1}, {"axis": -1}),
    analytic=True,
    why="Each vector goes through the function by itself; its own derivative is used for each.",
    pitfalls="The function is called once for each vector, in Python: for long arrays that is slow.",
    vectors=(
        TestVector(
            operands={"arr": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[1.0, 10.0],
            value=[10.0, 20.0],
            gradients={"arr": [[2.0, 40.0], [6.0, 80.0]]},
        ),
    ),
    references=("NumPy reference, apply_along_axis",),
    see_also=("array.apply_over_axes", "array.unstack"),
)
