"""The angle of real numbers: 0 or half a turn."""

from jacobook import TestVector, elementwise, pi

rule = elementwise(
    id="ufunc.angle",
    title="The angle, of real numbers",
    summary="Zero for entries that are not negative, half a turn for negative ones.",
    function="angle(x)",
    operands="x:(n) nonzero",
    partials={"x": "0"},
    primal="numpy.angle",
    parameters={"deg": False},
    complex="complex_angle",
    variants=({"deg": True},),
    conditions="No entry is zero.",
    why="A real number stays on its side of zero when it moves a little, so its angle stays.",
    vectors=(
        TestVector(operands={"x": [1.5, -2.0]}, value=[0.0, pi], gradients={"x": [0.0, 0.0]}),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="A step; the slope on both sides is 0.",
        ),
    ),
    references=("NumPy reference",),
    see_also=("complex.angle", "ufunc.sign"),
)
