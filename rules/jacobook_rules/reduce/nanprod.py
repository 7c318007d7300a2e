"""The product of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def nanprod(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Array = 1,
    where: Any = True,
) -> Array:
    """The product along `axis` with 1 in place of NaN, and where the mask `where` does not hold."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    number = (a < 0) | (a >= 0)
    chosen = number if where is True else number & where
    return op.prod(op.where(chosen, a, 1.0), axis=axis, keepdims=keepdims) * initial


rule = derived(
    id="reduce.nanprod",
    title="Product without NaN",
    summary="The product of the entries, NaN counted as one.",
    function="nanprod(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "where(x == x, prod_others(where(x == x, x, 1.0)), 0.0)",
        "same": "prod(where(x == x, x, 1.0))",
    },
    expand=nanprod,
    numpy=("numpy.nanprod",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why=(
        "The slope in an entry is the product of the other numbers. A NaN is left out and has no "
        "influence."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, nan, -3.0, 5.0]},
            value=-30.0,
            gradients={"x": [-15.0, 0.0, 10.0, -6.0]},
        ),
        TestVector(
            name="masked, with a first factor",
            operands={"x": [2.0, nan, -3.0, 5.0]},
            parameters={"where": (True, True, False, True), "initial": 10.0},
            value=100.0,
            gradients={"x": [50.0, 0.0, 0.0, 20.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="one zero",
            operands={"x": [2.0, 0.0, nan]},
            value=0.0,
            gradients={"x": [0.0, 2.0, 0.0]},
            why="Only the zero entry can move the product away from zero.",
        ),
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=1.0,
            gradients={"x": [0.0, 0.0]},
            why="An empty product, as in NumPy; nothing has an influence on it.",
        ),
    ),
    references=("NumPy reference, nanprod",),
    see_also=("reduce.prod", "reduce.nansum", "array.nancumprod"),
)
