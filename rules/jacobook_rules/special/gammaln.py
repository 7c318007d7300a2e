"""The logarithm of the absolute value of the gamma function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.gammaln",
    title="Log-gamma function",
    summary="The logarithm of the absolute value of the gamma function, without overflow.",
    function="gammaln(x)",
    operands="x:(n) pos",
    partials={"x": "digamma(x)"},
    also={"same": "log(gamma(x))"},
    conditions="x is not 0 or a negative whole number.",
    primal="scipy.special.gammaln",
    why=(
        "`digamma` is defined as this slope. The absolute value only changes a sign between the "
        "poles, which the slope of the logarithm does not see."
    ),
    pitfalls=("For a negative `x` the gamma function may be negative; `gammaln` drops that sign."),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75, -1.75]},
            value=[0.2846828704729192, 0.20328095143129538, 1.0160888092144358],
            gradients={"x": [0.7031566406452432, -1.0858608797864722, -2.322691628614361]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="poles",
            operands={"x": [0.0, -1.0]},
            value=[inf, inf],
            gradients={"x": [-inf, nan]},
            why=(
                "At 0 the limits from the right; at -1 the slope goes to opposite infinities on the two "
                "sides."
            ),
        ),
        TestVector(
            name="far out",
            operands={"x": [1000000.0]},
            value=[12815504.569147611],
            gradients={"x": [13.815510057964191]},
            why="The gamma function itself overflows from 172 on.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 5.2.2"),
    see_also=(
        "special.gamma",
        "special.digamma",
        "special.loggamma",
        "special.betaln",
        "special.multigammaln",
    ),
    tags=("lgamma", "log-gamma", "log factorial", "Stirling"),
)
