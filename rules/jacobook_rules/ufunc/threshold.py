"""The maximum of an array and one literal number."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, c: Array) -> Array:
    """The larger of `x` and `c`."""
    return op.maximum(x, c)


rule = elementwise(
    id="ufunc.threshold",
    title="Maximum with a fixed number",
    summary="The larger of each entry and one fixed number, whose slope at the kink is 0.",
    function="threshold(x, c)",
    operands="x:(n); c:()",
    partials={
        "x": "where(x > c, 1.0, where(x <= c, 0.0, nan))",
        "c": "where(c > x, 1.0, where(c <= x, 0.0, nan))",
    },
    also={"elem[x]": "where(x > c, 1.0, 0.0)", "same": "maximum(x, c)"},
    conditions="No entry of x equals c.",
    primal=primal,
    why=(
        "Left of `c` the output is the constant `c`, with slope 0; right of it the output is "
        "`x`, with slope 1. At the kink itself 0 is chosen, the slope of least size."
    ),
    pitfalls=(
        "This rule is used when one operand of `maximum` is a literal number, on either side; "
        "two arrays share the slope equally at a tie."
    ),
    vectors=(
        TestVector(
            operands={"x": [-1.0, 2.0, 3.5], "c": 1.5},
            value=[1.5, 2.0, 3.5],
            gradients={"x": [0.0, 1.0, 1.0], "c": 1.0},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [1.5], "c": 1.5},
            value=[1.5],
            gradients={"x": [0.0], "c": 0.0},
            why="One variable, one kink: the slope of least size, as in the article's rectifier.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan], "c": 1.5},
            value=[nan],
            gradients={"x": [nan], "c": nan},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Parr & Howard 2018, sections 4.2 and 8.2",),
    see_also=(
        "elementwise.maximum",
        "act.relu",
        "ufunc.clip",
    ),
)
