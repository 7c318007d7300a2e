"""The logarithm of the gamma function on its main branch."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.loggamma",
    title="Logarithm of the gamma function",
    summary=(
        "The logarithm of the gamma function of positive numbers, undefined for negative ones."
    ),
    function="loggamma(x)",
    operands="x:(n) pos",
    partials={"x": "digamma(where(x < 0, nan, x))"},
    also={"elem[x]": "digamma(x)", "same": "log(gamma(x))"},
    conditions="x > 0.",
    primal="scipy.special.loggamma",
    why=(
        "`digamma` is defined as this slope. Below 0 the logarithm leaves the real numbers, and "
        "the condition keeps `digamma` from giving it a slope there."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75]},
            value=[0.2846828704729192, 0.20328095143129538],
            gradients={"x": [0.7031566406452432, -1.0858608797864722]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="edge",
            operands={"x": [0.0, -0.5]},
            value=[inf, nan],
            gradients={"x": [-inf, nan]},
            why="A pole; below it an undefined value has an undefined slope.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 5.2.2"),
    see_also=("special.gammaln", "special.digamma"),
    tags=("log-gamma",),
)
