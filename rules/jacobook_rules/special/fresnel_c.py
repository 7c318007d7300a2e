"""The Fresnel cosine integral."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The second of the pair that SciPy returns."""
    from scipy import special

    return special.fresnel(x)[1]


rule = elementwise(
    id="special.fresnel_c",
    title="Fresnel cosine integral",
    summary="The integral of the cosine of a growing square, from 0 to the entry.",
    function="fresnel_c(x)",
    operands="x:(n)",
    partials={"x": "cos(pi / 2 * x**2)"},
    primal=primal,
    why=(
        "`y` is the integral of `cos(pi / 2 * t**2)` from 0 to `x`; the integrand at `x` is the "
        "slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.4923442258714464, -0.6800907410754551],
            gradients={"x": [0.9238795325112867, -0.773010453362737]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.2"),
    see_also=("special.fresnel_s", "special.fresnel", "special.erf"),
    tags=("diffraction", "clothoid", "Cornu spiral"),
)
