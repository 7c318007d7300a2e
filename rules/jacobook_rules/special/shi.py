"""The hyperbolic sine integral."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """The first of the pair that SciPy returns."""
    from scipy import special

    return special.shichi(x)[0]


rule = elementwise(
    id="special.shi",
    title="Hyperbolic sine integral",
    summary=("The integral of the hyperbolic sine divided by its argument, from 0 to the entry."),
    function="shi(x)",
    operands="x:(n) nonzero",
    partials={"x": "(exprel(x) + exprel(-x)) / 2"},
    also={"elem[x]": "sinh(x) / x"},
    primal=primal,
    why=(
        "The integrand at the upper end is `sinh(x) / x`. Half the sum of `exprel(x)` and "
        "`exprel(-x)` is the same, also at 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.5069967498196672, -1.363730673440693],
            gradients={"x": [1.0421906109874948, 1.2815352642406606]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [1.0]},
            why="`sinh(x) / x` is 1 there.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 6.2.15"),
    see_also=("special.chi", "special.shichi", "special.exprel"),
)
