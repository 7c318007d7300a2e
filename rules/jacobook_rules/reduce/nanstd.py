"""The standard deviation of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def nanstd(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    where: Any = True,
    mean: Array | None = None,
    correction: float = 0,
) -> Array:
    """`std` of the entries that are numbers, among those where a mask holds.

    It is NaN where there are none.
    """
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    number = (a < 0) | (a >= 0)
    chosen = number if where is True else number & where
    none = op.sum(op.where(chosen, 1.0, 0.0), axis=axis, keepdims=True) == 0
    given = {"mean": mean, "ddof": ddof or correction, "where": chosen | (none & ~number)}
    return op.std(a, axis=axis, keepdims=keepdims, **given)


def target(
    x: shapes.Shape,
    *,
    axis: shapes.Axis = None,
    ddof: float = 0,
    keepdims: bool = False,
    correction: float = 0,
) -> shapes.Shape:
    """The shape left by a reduction."""
    return shapes.reduced(x, axis, keepdims)


rule = derived(
    id="reduce.nanstd",
    title="Standard deviation without NaN",
    summary="The standard deviation of the entries which are not NaN.",
    function="nanstd(x)",
    operands="x:(n) distinct",
    derivative={"same": "sqrt(nanmean((x - nanmean(x))**2))"},
    conditions="The numbers are not all equal.",
    expand=nanstd,
    numpy=("numpy.nanstd",),
    parameters={"axis": None, "ddof": 0, "keepdims": False, "correction": 0},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": -1, "ddof": 1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"correction": 1},
    ),
    why="It is the standard deviation of the numbers alone: the mean is theirs, and so is the count.",
    pitfalls="NumPy warns where too few numbers are left; here the value is NaN without a warning.",
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 5.0]},
            value=2.0,
            gradients={"x": [-0.5, 0.0, 0.5]},
        ),
        TestVector(
            name="ddof",
            operands={"x": [1.0, 7.0, nan, 7.0, 1.0, 4.0]},
            parameters={"ddof": 1},
            value=3.0,
            gradients={"x": [-0.25, 0.25, 0.0, 0.25, -0.25, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, nan, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0, 0.0]},
            why="A scaled norm at its minimum: the subgradient of least norm is 0.",
        ),
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanstd",),
    see_also=("reduce.std", "reduce.nanmean", "reduce.nanvar"),
)
