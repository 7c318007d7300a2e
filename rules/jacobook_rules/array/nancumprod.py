"""Running products of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan
from jacobook import operations as op
from jacobook.rule import Array


def nancumprod(a: Array, axis: int | None = None, dtype: Any = None) -> Array:
    """The running products along `axis` with 1 in place of NaN."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    return op.cumprod(op.where((a < 0) | (a >= 0), a, 1.0), axis=axis)


rule = derived(
    id="array.nancumprod",
    title="Cumulative product without NaN",
    summary="The running products of the entries, NaN counted as one.",
    function="cumprod(where(x == x, x, 1.0))",
    operands="x:(n)",
    derivative={
        "vjp[x]": "where(x == x, flip(cumsum(flip(y_bar * y))) / x, 0.0)",
    },
    expand=nancumprod,
    numpy=("numpy.nancumprod",),
    parameters={"axis": None},
    variants=({"axis": 0}, {"axis": -1}),
    why="A NaN is replaced by a constant, which has no influence; the rest is `cumprod`.",
    vectors=(
        TestVector(
            operands={"x": [2.0, nan, 5.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[2.0, 2.0, 10.0],
            gradients={"x": [511.0, 0.0, 200.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=[1.0, 1.0],
            gradients={"x": [0.0, 0.0]},
            why="Empty products, as in NumPy; nothing has an influence on them.",
        ),
    ),
    references=("NumPy reference, nancumprod",),
    see_also=("array.cumprod", "reduce.nanprod"),
)
