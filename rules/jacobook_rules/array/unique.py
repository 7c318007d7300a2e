"""The distinct entries in increasing order."""

from typing import Any

from jacobook import TestVector, derived, stop
from jacobook import operations as op
from jacobook.rule import Array


def unique(
    ar: Array,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: int | None = None,
    *,
    equal_nan: bool = True,
    sorted: bool = True,
) -> Any:
    """The distinct entries of `ar`, or its distinct slices along `axis`; and where they are."""
    import numpy as np

    _, index, inverse, counts = np.unique(
        np.asarray(stop(ar)), True, True, True, axis=axis, equal_nan=equal_nan
    )
    flat = axis is None
    rows = op.reshape(ar, shape=(-1,)) if flat else op.moveaxis(ar, source=axis, destination=0)
    places = inverse.reshape(-1)
    first = stop(rows)[index]
    offsets = op.scatter(rows - first[places], index=(places,), shape=first.shape)
    shares = np.reshape(counts, (-1, *(1,) * (rows.ndim - 1))).astype(first.dtype)
    y = first + offsets / shares
    made = y if flat else op.moveaxis(y, source=0, destination=axis)
    asked = ((return_index, index), (return_inverse, inverse), (return_counts, counts))
    found = tuple(numbers for wanted, numbers in asked if wanted)
    return (made, *found) if found else made


rule = derived(
    id="array.unique",
    title="Distinct entries",
    summary="The distinct entries of an array, in increasing order.",
    function="sort(x)",
    operands="x:(n) distinct",
    derivative={"jac[x]": "where(y[:, None] == x, 1.0, 0.0)"},
    conditions="The entries are distinct: then it is a sort.",
    expand=unique,
    numpy=("numpy.unique",),
    parameters={},
    why="Near a point with distinct entries nothing but their order counts, as in a sort.",
    pitfalls=(
        "Where entries are equal the number of distinct ones changes under any small change, so "
        "there is no derivative; equal entries then share the slope of their value equally."
    ),
    vectors=(
        TestVector(
            operands={"x": [5.0, -1.0, 2.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[-1.0, 2.0, 5.0],
            gradients={"x": [100.0, 1.0, 10.0]},
        ),
        TestVector(
            name="distinct rows",
            operands={"x": [[3.0, 1.0], [0.0, 7.0], [2.0, 2.0]]},
            parameters={"axis": 0},
            cotangent=[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]],
            value=[[0.0, 7.0], [2.0, 2.0], [3.0, 1.0]],
            gradients={"x": [[100.0, 200.0], [1.0, 2.0], [10.0, 20.0]]},
        ),
        TestVector(
            name="equal entries share the slope",
            operands={"x": [2.0, 1.0, 2.0]},
            cotangent=[1.0, 10.0],
            value=[1.0, 2.0],
            gradients={"x": [5.0, 1.0, 5.0]},
        ),
    ),
    references=("NumPy reference, unique",),
    see_also=("array.sort",),
)
