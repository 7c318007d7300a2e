"""The digamma function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.digamma",
    title="Digamma function",
    summary="The slope of the logarithm of the gamma function.",
    function="digamma(x)",
    operands="x:(n) pos",
    partials={"x": "polygamma(1, where(y == y, x, nan))"},
    also={"elem[x]": "polygamma(1, x)", "same": "polygamma(0, x)"},
    conditions="x is not 0 or a negative whole number.",
    primal="scipy.special.digamma",
    numpy=("scipy.special.psi",),
    why=(
        "The polygamma functions are the derivatives of `digamma`, numbered by their order; the "
        "first is also called trigamma. Where `digamma` is undefined the condition makes its "
        "slope so too."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.5, 0.75, -1.75]},
            value=[0.7031566406452432, -1.0858608797864722, -2.322691628614361],
            gradients={"x": [0.49035775610023485, 2.5418796476716063, 19.301637544529786]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="poles",
            operands={"x": [0.0, -1.0]},
            value=[-inf, nan],
            gradients={"x": [inf, nan]},
            why=(
                "At 0 the limits from the right, as by IEEE division; at -1 the value is undefined, and "
                "so is the slope."
            ),
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 5.15.1"),
    see_also=("special.gammaln", "special.polygamma"),
    aliases=("psi", "trigamma"),
    tags=("psi", "digamma", "trigamma"),
)
