"""An array with entries or slices put in between."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def insert(arr: Array, obj: Any, values: Array, axis: int | None = None) -> Array:
    """`arr` with `values` put before the places `obj`: NumPy does so with the entries' numbers."""
    import numpy as np

    if isinstance(values, list | tuple):
        values = op.stack(*values, axis=0)
    old: Any = shapes.of(arr)
    new: Any = shapes.of(values)
    numbers = np.arange(shapes.count(old)).reshape(old)
    further = shapes.count(old) + np.arange(shapes.count(new)).reshape(new)
    order = np.insert(numbers, obj, further, axis=axis)
    both = op.concatenate(flat(arr), flat(values), axis=0)
    return op.getitem(both, index=(order,))


def flat(x: Array) -> Array:
    """All entries as a vector."""
    return op.reshape(x, shape=(-1,))


rule = derived(
    id="array.insert",
    title="Insert",
    summary="An array with further entries or slices put in between.",
    function="concatenate([arr[:1], values, arr[1:]])",
    operands="arr:(n); values:(2)",
    derivative={
        "vjp[arr]": "concatenate([y_bar[:1], y_bar[3:]])",
        "vjp[values]": "y_bar[1:3]",
        "d": "concatenate([darr[:1], dvalues, darr[1:]])",
    },
    expand=insert,
    numpy=("numpy.insert",),
    parameters={"obj": 1, "axis": None},
    analytic=True,
    why="Every entry is copied to one place, and reads its cotangent there.",
    pitfalls="A value that NumPy repeats, such as one number in a whole row, collects a sum.",
    vectors=(
        TestVector(
            operands={"arr": [1.0, 2.0], "values": [5.0, 6.0]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 5.0, 6.0, 2.0],
            gradients={"arr": [1.0, 1000.0], "values": [10.0, 100.0]},
        ),
        TestVector(
            name="one number in a column",
            operands={"arr": [[1.0, 2.0], [3.0, 4.0]], "values": 5.0},
            parameters={"axis": 1},
            cotangent=[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]],
            value=[[1.0, 5.0, 2.0], [3.0, 5.0, 4.0]],
            gradients={"arr": [[1.0, 3.0], [10.0, 30.0]], "values": 22.0},
        ),
    ),
    references=("NumPy reference, insert",),
    see_also=("array.delete", "array.concatenate", "array.index_update"),
)
