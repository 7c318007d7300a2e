"""The minimum of an array and one literal number."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, c: Array) -> Array:
    """The smaller of `x` and `c`."""
    return op.minimum(x, c)


rule = elementwise(
    id="ufunc.cap",
    title="Minimum with a fixed number",
    summary="The smaller of each entry and one fixed number, whose slope at the kink is 0.",
    function="cap(x, c)",
    operands="x:(n); c:()",
    partials={
        "x": "where(x < c, 1.0, where(x >= c, 0.0, nan))",
        "c": "where(c < x, 1.0, where(c >= x, 0.0, nan))",
    },
    also={"elem[x]": "where(x < c, 1.0, 0.0)", "same": "minimum(x, c)"},
    conditions="No entry of x equals c.",
    primal=primal,
    why=(
        "Left of `c` the output is `x`, with slope 1; right of it the constant `c`, with "
        "slope 0. At the kink itself 0 is chosen, the slope of least size."
    ),
    pitfalls=(
        "This rule is used when one operand of `minimum` is a literal number, on either side; "
        "two arrays share the slope equally at a tie."
    ),
    vectors=(
        TestVector(
            operands={"x": [-1.0, 2.0, 3.5], "c": 1.5},
            value=[-1.0, 1.5, 1.5],
            gradients={"x": [1.0, 0.0, 0.0], "c": 2.0},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [1.5], "c": 1.5},
            value=[1.5],
            gradients={"x": [0.0], "c": 0.0},
            why="One variable, one kink: the slope of least size.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan], "c": 1.5},
            value=[nan],
            gradients={"x": [nan], "c": nan},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.minimum",
        "act.relu",
        "ufunc.clip",
    ),
)
