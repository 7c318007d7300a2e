"""The logarithm of the standard normal distribution function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.log_ndtr",
    title="Logarithm of the normal distribution function",
    summary=(
        "The logarithm of the probability that a standard normal variable is at most the entry."
    ),
    function="log_ndtr(x)",
    operands="x:(n)",
    partials={
        "x": "where(x < 0, sqrt(2 / pi) / erfcx(abs(x) / sqrt(2)), exp(-(x**2) / 2) / (sqrt(2 * pi) * ndtr(where(x < 0, 0, x))))"
    },
    also={
        "elem[x]": (
            "exp(-(x**2) / 2) / (sqrt(2 * pi) * ndtr(x))",
            "exp(-(x**2) / 2 - y) / sqrt(2 * pi)",
        ),
        "same": "log(ndtr(x))",
    },
    primal="scipy.special.log_ndtr",
    rewrites={"log(ndtr(x))": "log_ndtr(x)"},
    why=(
        "The chain rule gives the normal density divided by `ndtr(x)`: the inverse Mills ratio. "
        "In the left tail both underflow; there the same quotient is `sqrt(2 / pi)` divided by "
        "the scaled function `erfcx(-x / sqrt(2))`, which does not."
    ),
    pitfalls=(
        "`log(ndtr(x))` is -inf below about -38, and `exp(-x**2 / 2 - log_ndtr(x))` loses digits "
        "as `x**2` grows; the slope here has all of them. It tends to `-x` far left."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[-0.3689464152886564, -2.247625677214318],
            gradients={"x": [0.5091604338370335, 1.728816627331054]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="left tail",
            operands={"x": [-10000.0, -inf]},
            value=[-50000010.12927891, -inf],
            gradients={"x": [10000.000099999997, inf]},
            why="Density and probability underflow; their quotient does not.",
        ),
        TestVector(
            name="middle and right",
            operands={"x": [0.0, 50.0, inf]},
            value=[-0.6931471805599453, 0.0, 0.0],
            gradients={"x": [0.7978845608028654, 0.0, 0.0]},
            why="At 0 the two forms of the slope meet; on the right nothing overflows.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.8"),
    see_also=("special.ndtr", "special.erfcx"),
    tags=("log CDF", "normal distribution", "inverse Mills ratio", "probit regression"),
)
