"""The hyperbolic cosine integral."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The second of the pair that SciPy returns."""
    from scipy import special

    return special.shichi(x)[1]


rule = elementwise(
    id="special.chi",
    title="Hyperbolic cosine integral",
    summary="An antiderivative of the hyperbolic cosine divided by its argument.",
    function="chi(x)",
    operands="x:(n) nonzero",
    partials={"x": "cosh(x) / x"},
    conditions="x is not 0.",
    primal=primal,
    why=(
        "It is an antiderivative of `cosh(x) / x`; for a negative entry SciPy takes the value of "
        "its absolute value, and the slope is odd as the integrand is."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[-0.05277684495649362, 1.2173173009147829],
            gradients={"x": [2.2552519304127614, -1.5107391017288125]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0]},
            value=[-inf],
            gradients={"x": [inf]},
            why=(
                "The value falls without bound on both sides; the slope is that of the right one."
            ),
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 6.2.16"),
    see_also=("special.shi", "special.shichi", "special.expi"),
)
