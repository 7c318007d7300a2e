"""The weight of the Cauchy loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`1 / (1 + (r / c)**2)`, without squares of large residuals."""
    return (c / op.hypot(c, r)) ** 2


rule = elementwise(
    id="robust.weight.cauchy",
    title="Weight of the Cauchy loss",
    summary="How much a residual counts: a Lorentz curve.",
    function="cauchy_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="cauchy_weight",
    partials={"c": "2 / c * y * (r / hypot(c, r))**2", "r": "-2 / c * y * (r / c * y)"},
    also={"elem[r]": "-2 * r / c**2 * y**2", "same": "1 / (1 + (r / c)**2)"},
    primal=primal,
    why=(
        "The influence `r / (1 + (r / c)**2)` divided by `r`. The slope of a reciprocal is minus its "
        "square times the slope `2 * r / c**2` of the denominator."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -6.0]},
            value=[0.5, 0.1],
            gradients={"c": 0.34, "r": [-0.25, 0.03]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e100]},
            value=[4e-200],
            gradients={"r": [-8e-300]},
            why="The fourth power would overflow, and is not computed.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1",),
    see_also=("robust.redescending.cauchy", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
