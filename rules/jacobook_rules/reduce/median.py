"""The median of the entries."""

from typing import Any

from jacobook import TestVector, general, inf, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def pull_x(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: half the cotangent for each of the two middle values, which may be one and the same.

    Entries equal to a middle value share its half equally.
    """
    if axis is not None and not keepdims:
        kept = shapes.reduced(x.shape, axis, keepdims=True)
        y, y_bar = (op.reshape(v, shape=kept, order="C") for v in (y, y_bar))
    several: dict[str, Any] = {"axis": axis, "keepdims": axis is not None}
    lower = op.max(op.where(x <= y, x, -inf), **several)
    upper = op.min(op.where(x >= y, x, inf), **several)
    return y_bar * (0.5 * (shares(x, lower, several) + shares(x, upper, several)))


def shares(x: Array, value: Array, several: dict[str, Any]) -> Array:
    """One, shared equally by the entries of `x` that equal `value`; NaN where none does."""
    equal = (x == value) * stop(value) ** 0
    count = op.sum(equal, **several)
    return equal / op.where(count == 0, nan, count)


rule = general(
    id="reduce.median",
    title="Median",
    summary="The middle entry in sorted order; of an even number, the mean of the middle two.",
    function="median(x)",
    operands="x:(n) distinct",
    conditions="The entries are distinct.",
    op="median",
    primal="numpy.median",
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    pullback={"x": pull_x},
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why=(
        "Near a point with distinct entries the order does not change, so the value moves with the "
        "middle entry at slope 1, or with the two middle entries at slope 1/2 each."
    ),
    pitfalls=(
        "Entries equal to the middle value share the slope equally, so the gradient does not "
        "depend on the order of the entries. Some libraries take the lower middle entry alone."
    ),
    vectors=(
        TestVector(
            operands={"x": [5.0, -1.0, 2.0]},
            value=2.0,
            gradients={"x": [0.0, 0.0, 1.0]},
        ),
        TestVector(
            name="even number",
            operands={"x": [5.0, -1.0, 2.0, 9.0]},
            value=3.5,
            gradients={"x": [0.5, 0.0, 0.5, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [2.0, 2.0, 7.0]},
            value=2.0,
            gradients={"x": [0.5, 0.5, 0.0]},
            why="Equal entries share the slope equally, whatever their order.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0, 2.0]},
            value=nan,
            gradients={"x": [nan, nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, median",),
    see_also=("reduce.mean", "reduce.max", "array.sort"),
)
