"""Owen's T function."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.owens_t",
    title="Owen's T function",
    summary=(
        "The probability that one normal variable exceeds a height while another lies between 0 "
        "and a multiple of it."
    ),
    function="owens_t(x, a)",
    operands="x:(n); a:(n)",
    partials={
        "x": "-exp(-(x**2) / 2) * erf(a * x / sqrt(2)) / sqrt(8 * pi)",
        "a": "exp(-(x**2) * (1 + a**2) / 2) / (2 * pi * (1 + a**2))",
    },
    primal="scipy.special.owens_t",
    why=(
        "`y` is the integral of `exp(-x**2 * (1 + t**2) / 2) / (2 * pi * (1 + t**2))` over `t` "
        "from 0 to `a`. By `a` the slope is the integrand there. By `x` the denominator cancels, "
        "and a Gaussian integral is left."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25], "a": [2.0, 0.75]},
            value=[0.1415806036539784, 0.041514679677812014],
            gradients={
                "x": [-0.12017564956389841, 0.05949780954114391],
                "a": [0.0170379004390453, 0.030050760994728483],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0], "a": [1.0]},
            value=[0.125],
            gradients={"x": [0.0], "a": [0.07957747154594767]},
            why="At height 0 it is an angle: `arctan(a) / (2 * pi)`.",
        ),
    ),
    references=("SciPy special reference", "Owen 1956"),
    see_also=("special.ndtr", "special.erf"),
    tags=("skew normal distribution", "bivariate normal"),
)
