"""The unit step."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.heaviside",
    title="Heaviside step",
    summary="0 for negative entries, 1 for positive ones, and a given value at 0.",
    function="heaviside(x, a)",
    operands="x:(n) nonzero; a:(n)",
    partials={"x": "0", "a": "where(x == 0, 1.0, 0.0)"},
    also={"same": "where(x > 0, 1.0, where(x == 0, a, 0.0))"},
    conditions="No entry of x is zero.",
    primal="numpy.heaviside",
    skip={"sensitivity": "The only slope other than 0 is at the jump, a special point."},
    why=(
        "Away from 0 the value is constant in `x`. Where `x` is 0 the value is `a`, with slope 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0], "a": [0.5, 0.5]},
            value=[1.0, 0.0],
            gradients={"x": [0.0, 0.0], "a": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [0.0], "a": [0.5]},
            value=[0.5],
            gradients={"x": [0.0], "a": [1.0]},
            why="The step is flat by convention; its value there is the second operand.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "elementwise.greater",
        "ufunc.sign",
    ),
)
