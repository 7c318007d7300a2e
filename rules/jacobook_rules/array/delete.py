"""An array without some of its entries or slices."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def delete(arr: Array, obj: Any, axis: int | None = None) -> Array:
    """`arr` without the places `obj` along `axis`; without an axis, of its entries as a vector."""
    import numpy as np

    if axis is None:
        arr, axis = op.reshape(arr, shape=(-1,)), 0
    kept = np.delete(np.arange(arr.shape[axis]), obj)
    return op.take(arr, indices=kept, axis=axis)


rule = derived(
    id="array.delete",
    title="Delete",
    summary="An array without the entries or slices at some places.",
    function="concatenate([x[:1], x[2:]])",
    operands="x:(n)",
    derivative={"vjp[x]": "concatenate([y_bar[:1], zeros(1), y_bar[1:]])"},
    expand=delete,
    numpy=("numpy.delete",),
    parameters={"obj": 1, "axis": None},
    variants=({"obj": (0, -1)}, {"obj": 0, "axis": 0}, {"obj": slice(0, 2), "axis": -1}),
    analytic=True,
    why="What is kept moves with itself; what is left out has no influence.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 4.0]},
            parameters={"obj": 1},
            cotangent=[1.0, 10.0],
            value=[1.0, 4.0],
            gradients={"x": [1.0, 0.0, 10.0]},
        ),
    ),
    references=("NumPy reference, delete",),
    see_also=("array.insert", "array.take", "array.compress"),
)
