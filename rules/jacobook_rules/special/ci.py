"""The cosine integral."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The second of the pair that SciPy returns."""
    from scipy import special

    return special.sici(x)[1]


rule = elementwise(
    id="special.ci",
    title="Cosine integral",
    summary="The integral of the cosine divided by its argument, counted from infinity.",
    function="ci(x)",
    operands="x:(n) nonzero",
    partials={"x": "cos(x) / x"},
    conditions="x is not 0.",
    primal=primal,
    why=(
        "It is an antiderivative of `cos(x) / x`; for a negative entry SciPy takes the value of "
        "its absolute value, and the slope is odd as the integrand is."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[-0.1777840788066129, 0.4343007240335524],
            gradients={"x": [1.7551651237807455, -0.25225788991621495]},
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
    references=("SciPy special reference", "DLMF, equation 6.2.11"),
    see_also=("special.si", "special.sici", "special.expi"),
    tags=("Ci",),
)
