"""The scaled complementary error function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.erfcx",
    title="Scaled complementary error function",
    summary=(
        "The complementary error function times a growing exponential, which makes it decay slowly."
    ),
    function="erfcx(x)",
    operands="x:(n)",
    partials={"x": "erfcx_derivative(x, order=1)"},
    also={"elem[x]": "2 * x * y - 2 / sqrt(pi)", "same": "exp(x**2) * erfc(x)"},
    primal="scipy.special.erfcx",
    rewrites={"exp(x**2) * erfc(x)": "erfcx(x)"},
    why=(
        "The product rule on `exp(x**2) * erfc(x)`: the exponential brings `2 * x`, the other "
        "factor `-2 / sqrt(pi)`. For large `x` these two terms nearly cancel; the rule of "
        "`erfcx_derivative` computes what is left."
    ),
    pitfalls="It overflows below about -26.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.6156903441929259, 9.173643447482844],
            gradients={"x": [-0.5126888229025867, -24.062487785802624]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, inf, -30.0]},
            value=[0.0005641893014533876, 0.0, inf],
            gradients={"x": [-5.641887372654967e-07, 0.0, -inf]},
            why=(
                "At 1000 the two terms of the slope agree in six digits; on the left value and slope "
                "overflow."
            ),
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.2"),
    see_also=("special.erfcx_derivative", "special.erfc", "special.log_ndtr"),
    tags=("erfcx", "Mills ratio"),
)
