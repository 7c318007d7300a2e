"""The sum of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def nansum(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Any = True,
) -> Array:
    """The sum along `axis` with 0 in place of NaN, and where the mask `where` does not hold."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    number = (a < 0) | (a >= 0)
    chosen = number if where is True else number & where
    total = op.sum(op.where(chosen, a, 0.0), axis=axis, keepdims=keepdims)
    return total + initial


rule = derived(
    id="reduce.nansum",
    title="Sum without NaN",
    summary="The sum of the entries, NaN counted as zero.",
    function="nansum(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "where(x == x, 1.0, 0.0)",
        "d": "sum(where(x == x, dx, 0.0))",
        "same": "sum(where(x == x, x, 0.0))",
    },
    expand=nansum,
    numpy=("numpy.nansum",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why="Each entry that is a number is added once; a NaN is not added and has no influence.",
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 4.0]},
            value=5.0,
            gradients={"x": [1.0, 0.0, 1.0]},
        ),
        TestVector(
            name="masked, with a first term",
            operands={"x": [1.0, nan, 4.0]},
            parameters={"where": (True, True, False), "initial": 10.0},
            value=11.0,
            gradients={"x": [1.0, 0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="An empty sum, as in NumPy; nothing has an influence on it.",
        ),
    ),
    references=("NumPy reference, nansum",),
    see_also=("reduce.sum", "reduce.nanmean", "reduce.nanprod"),
)
