"""The remainder with the sign of the divisor."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.remainder",
    title="Remainder",
    summary="What is left of a division, with the sign of the divisor.",
    function="remainder(x, a)",
    operands="x:(n) range(0.3,5); a:(n) range(0.9,1.4)",
    partials={"x": "where(a == 0, nan, 1.0)", "a": "-floor_divide(x, a)"},
    also={"elem[x]": "1", "elem[a]": "-floor(x / a)", "same": "x - a * floor(x / a)"},
    conditions="x / a is not a whole number.",
    primal="numpy.remainder",
    why=(
        "In `x - a * floor(x / a)` the rounded quotient is constant between jumps: the slope "
        "by `x` is 1, and by `a` minus that quotient."
    ),
    vectors=(
        TestVector(
            operands={"x": [7.5, -7.5], "a": [2.0, 2.0]},
            value=[1.5, 0.5],
            gradients={"x": [1.0, 1.0], "a": [-3.0, 4.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [6.0], "a": [3.0]},
            value=[0.0],
            gradients={"x": [1.0], "a": [-2.0]},
            why="The value jumps where x / a is a whole number; the slopes are those to the right.",
        ),
        TestVector(
            name="division by zero",
            operands={"x": [6.0], "a": [0.0]},
            value=[nan],
            gradients={"x": [nan], "a": [-inf]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.fmod",
        "ufunc.floor_divide",
    ),
)
