"""The inverse of the standard normal distribution function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.ndtri",
    title="Normal quantile",
    summary=("The number below which a standard normal variable stays with the given probability."),
    function="ndtri(x)",
    operands="x:(n) unit01",
    partials={"x": "sqrt(2 * pi) * exp(y**2 / 2)"},
    also={"same": "sqrt(2) * erfinv(2 * x - 1)"},
    conditions="0 < x < 1.",
    primal="scipy.special.ndtri",
    why="Differentiate `ndtr(y) = x`: the normal density at `y` times the slope is 1.",
    vectors=(
        TestVector(
            operands={"x": [0.25, 0.975]},
            value=[-0.6744897501960817, 1.9599639845400538],
            gradients={"x": [3.1468650805610925, 17.110083080332704]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [0.0, 1.0, 1.5]},
            value=[-inf, inf, nan],
            gradients={"x": [inf, inf, nan]},
            why="Value and slope grow without bound; beyond the ends both are undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.17"),
    see_also=("special.ndtr", "special.erfinv"),
    tags=("probit", "quantile function", "percent point function"),
)
