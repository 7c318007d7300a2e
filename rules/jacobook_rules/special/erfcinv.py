"""The inverse complementary error function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.erfcinv",
    title="Inverse complementary error function",
    summary="The number whose complementary error function is the entry.",
    function="erfcinv(x)",
    operands="x:(n) range(0.1,1.9)",
    partials={"x": "-sqrt(pi) / 2 * exp(y**2)"},
    also={"same": "erfinv(1 - x)"},
    conditions="0 < x < 2.",
    primal="scipy.special.erfcinv",
    why=("Differentiate `erfc(y) = x`: `-2 / sqrt(pi) * exp(-y**2)` times the slope is 1."),
    vectors=(
        TestVector(
            operands={"x": [0.5, 1.75]},
            value=[0.4769362762044699, -0.8134198475976185],
            gradients={"x": [-1.1125848189719498, -1.7174997693674523]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [0.0, 2.0, 2.5]},
            value=[inf, -inf, nan],
            gradients={"x": [-inf, -inf, nan]},
            why="The curve falls without bound at both ends; beyond them it is undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.17"),
    see_also=("special.erfc", "special.erfinv"),
    tags=("erfcinv",),
)
