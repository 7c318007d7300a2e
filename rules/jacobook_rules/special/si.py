"""The sine integral."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The first of the pair that SciPy returns."""
    from scipy import special

    return special.sici(x)[0]


rule = elementwise(
    id="special.si",
    title="Sine integral",
    summary="The integral of the sine divided by its argument, from 0 to the entry.",
    function="si(x)",
    operands="x:(n)",
    partials={"x": "sinc(x / pi)"},
    primal=primal,
    why=("The integrand at the upper end is `sin(x) / x`, which is 1 at 0; `sinc` knows that."),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.4931074180430667, -1.1464464156732344],
            gradients={"x": [0.958851077208406, 0.759187695484469]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [1.0]},
            why="`sin(x) / x` is 1 there.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 6.2.9"),
    see_also=("special.ci", "special.sici", "ufunc.sinc"),
    tags=("Gibbs phenomenon", "Si"),
)
