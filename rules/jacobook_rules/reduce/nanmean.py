"""The mean of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def nanmean(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    where: Any = True,
) -> Array:
    """The mean along `axis` of the entries that are numbers, among those where a mask holds.

    It is NaN where there are none.
    """
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    number = (a < 0) | (a >= 0)
    number = number if where is True else number & where
    counted = op.where(number, stop(a), 1.0) ** 0 * number
    none = op.sum(counted, axis=axis, keepdims=True) == 0
    total = op.sum(op.where(number | none, a, 0.0), axis=axis, keepdims=keepdims)
    count = op.sum(counted, axis=axis, keepdims=keepdims)
    return total / op.where(count == 0, nan, count)


rule = derived(
    id="reduce.nanmean",
    title="Mean without NaN",
    summary="The mean of the entries which are not NaN.",
    function="nanmean(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "where(x == x, 1.0, 0.0) / sum(where(x == x, 1.0, 0.0))",
        "d": "sum(where(x == x, dx, 0.0)) / sum(where(x == x, 1.0, 0.0))",
        "same": "nansum(x) / sum(where(x == x, 1.0, 0.0))",
    },
    conditions="At least one entry is a number.",
    expand=nanmean,
    numpy=("numpy.nanmean",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why=(
        "The sum of the numbers divided by how many there are. The count does not move when an "
        "entry moves, so each number has the slope one over the count."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 4.0]},
            value=2.5,
            gradients={"x": [0.5, 0.0, 0.5]},
        ),
        TestVector(
            name="masked",
            operands={"x": [1.0, nan, 4.0, 7.0]},
            parameters={"where": (True, True, False, True)},
            value=4.0,
            gradients={"x": [0.5, 0.0, 0.0, 0.5]},
        ),
    ),
    special_points=(
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanmean",),
    see_also=("reduce.mean", "reduce.nansum"),
)
