"""The neighbour of a floating-point number."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.nextafter",
    title="Next floating-point number",
    summary="The floating-point number next to each entry, on the way to another number.",
    function="nextafter(x, a)",
    operands="x:(n); a:(n)",
    partials={"x": "1", "a": "0"},
    conditions="No entry of x is equal to that of a.",
    primal="numpy.nextafter",
    why=(
        "The neighbour is the entry itself up to the rounding of numbers, and moves with it. The "
        "other number only says on which side to look."
    ),
    pitfalls="`np.spacing`, the distance to the neighbour, is a step function, and a constant here.",
    vectors=(
        TestVector(
            operands={"x": [1.0, -2.0], "a": [2.0, 2.0]},
            cotangent=[1.0, 10.0],
            value=[1.0000000000000002, -1.9999999999999998],
            gradients={"x": [1.0, 10.0], "a": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="arrived",
            operands={"x": [2.0], "a": [2.0]},
            value=[2.0],
            gradients={"x": [1.0], "a": [0.0]},
            why="The value is that of the entry, and the same slopes are used as nearby.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.nondifferentiable", "ufunc.round"),
    tags=("rounding", "floating point"),
)
