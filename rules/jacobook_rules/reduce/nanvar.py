"""The variance of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def nanvar(
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
    """`var` of the entries that are numbers, among those where a mask holds.

    It is NaN where there are none.
    """
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    number = (a < 0) | (a >= 0)
    chosen = number if where is True else number & where
    none = op.sum(op.where(chosen, 1.0, 0.0), axis=axis, keepdims=True) == 0
    given = {"mean": mean, "ddof": ddof or correction, "where": chosen | (none & ~number)}
    return op.var(a, axis=axis, keepdims=keepdims, **given)


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
    id="reduce.nanvar",
    title="Variance without NaN",
    summary="The variance of the entries which are not NaN.",
    function="nanvar(x)",
    operands="x:(n)",
    derivative={"same": "nanmean((x - nanmean(x))**2)"},
    conditions="At least one entry is a number.",
    expand=nanvar,
    numpy=("numpy.nanvar",),
    parameters={"axis": None, "ddof": 0, "keepdims": False, "correction": 0},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": -1, "ddof": 1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"correction": 1},
    ),
    why="It is the variance of the numbers alone: the mean is theirs, and so is the count.",
    pitfalls="NumPy warns where too few numbers are left; here the value is NaN without a warning.",
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 2.0, 6.0]},
            value=14 / 3,
            gradients={"x": [-4 / 3, 0.0, -2 / 3, 2.0]},
        ),
        TestVector(
            name="ddof",
            operands={"x": [1.0, nan, 2.0, 6.0]},
            parameters={"ddof": 1},
            value=7.0,
            gradients={"x": [-2.0, 0.0, -1.0, 3.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, nan, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0, 0.0]},
            why="The minimum of a smooth function.",
        ),
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanvar",),
    see_also=("reduce.var", "reduce.nanmean", "reduce.nanstd"),
)
