"""The remainder with the sign of the dividend."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="ufunc.fmod",
    title="Remainder with the sign of the dividend",
    summary="What is left of a division rounded towards zero.",
    function="fmod(x, a)",
    operands="x:(n) range(-5,-0.3); a:(n) range(0.9,1.4)",
    partials={"x": "where(a == 0, nan, 1.0)", "a": "-rint((x - y) / a)"},
    also={"elem[x]": "1", "elem[a]": "-trunc(x / a)", "same": "x - a * trunc(x / a)"},
    conditions="x / a is not a whole number.",
    primal="numpy.fmod",
    why=(
        "In `x - a * trunc(x / a)` the rounded quotient is constant between jumps. It is "
        "recovered from the value: `x - y` is a whole multiple of `a`."
    ),
    vectors=(
        TestVector(
            operands={"x": [7.5, -7.5], "a": [2.0, 2.0]},
            value=[1.5, -1.5],
            gradients={"x": [1.0, 1.0], "a": [-3.0, 3.0]},
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
            gradients={"x": [nan], "a": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.remainder",
        "ufunc.trunc",
    ),
)
