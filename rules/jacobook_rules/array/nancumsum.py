"""Running sums of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan
from jacobook import operations as op
from jacobook.rule import Array


def nancumsum(a: Array, axis: int | None = None, dtype: Any = None) -> Array:
    """The running sums along `axis` with 0 in place of NaN."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    return op.cumsum(op.where((a < 0) | (a >= 0), a, 0.0), axis=axis)


rule = derived(
    id="array.nancumsum",
    title="Cumulative sum without NaN",
    summary="The running sums of the entries, NaN counted as zero.",
    function="cumsum(where(x == x, x, 0.0))",
    operands="x:(n)",
    derivative={
        "vjp[x]": "where(x == x, flip(cumsum(flip(y_bar))), 0.0)",
    },
    expand=nancumsum,
    numpy=("numpy.nancumsum",),
    parameters={"axis": None},
    variants=({"axis": 0}, {"axis": -1}),
    why="A NaN is replaced by a constant, which has no influence; the rest is `cumsum`.",
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 4.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 1.0, 5.0],
            gradients={"x": [111.0, 0.0, 100.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=[0.0, 0.0],
            gradients={"x": [0.0, 0.0]},
            why="Empty sums, as in NumPy; nothing has an influence on them.",
        ),
    ),
    references=("NumPy reference, nancumsum",),
    see_also=("array.cumsum", "reduce.nansum"),
)
