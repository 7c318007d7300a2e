"""The whole part of a quotient."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.floor_divide",
    title="Floor division",
    summary="The quotient rounded down to a whole number.",
    function="floor_divide(x, a)",
    operands="x:(n) nonint; a:(n) range(1.01,1.02)",
    partials={"x": "0", "a": "0"},
    also={"same": "floor(x / a)"},
    conditions="x / a is not a whole number.",
    primal="numpy.floor_divide",
    why="Between two jumps the value is constant, so the slope is 0.",
    vectors=(
        TestVector(
            operands={"x": [7.0, -7.0], "a": [2.0, 2.0]},
            value=[3.0, -4.0],
            gradients={"x": [0.0, 0.0], "a": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [6.0], "a": [3.0]},
            value=[2.0],
            gradients={"x": [0.0], "a": [0.0]},
            why="A step function is flat by convention, also at its jumps.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.remainder",
        "ufunc.floor",
    ),
)
