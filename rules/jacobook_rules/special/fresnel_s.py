"""The Fresnel sine integral."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The first of the pair that SciPy returns."""
    from scipy import special

    return special.fresnel(x)[0]


rule = elementwise(
    id="special.fresnel_s",
    title="Fresnel sine integral",
    summary="The integral of the sine of a growing square, from 0 to the entry.",
    function="fresnel_s(x)",
    operands="x:(n)",
    partials={"x": "sin(pi / 2 * x**2)"},
    primal=primal,
    why=(
        "`y` is the integral of `sin(pi / 2 * t**2)` from 0 to `x`; the integrand at `x` is the "
        "slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.06473243285999927, -0.6586555116366791],
            gradients={"x": [0.3826834323650898, 0.6343932841636455]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.2"),
    see_also=("special.fresnel_c", "special.fresnel", "special.erf"),
    tags=("diffraction", "clothoid", "Cornu spiral"),
)
