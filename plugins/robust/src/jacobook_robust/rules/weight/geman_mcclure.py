"""The weight of the Geman-McClure loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`1 / (1 + (r / c)**2)**2`, without powers of large residuals."""
    return (c / op.hypot(c, r)) ** 4


rule = elementwise(
    id="robust.weight.geman_mcclure",
    title="Weight of the Geman-McClure loss",
    summary="How much a residual counts: a squared Lorentz curve.",
    function="geman_mcclure_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="geman_mcclure_weight",
    partials={
        "c": "4 / c * y * (r / hypot(c, r))**2",
        "r": "-4 * (r / c * y) / c * (c / hypot(c, r))**2",
    },
    also={"elem[r]": "-4 * r / c**2 * sqrt(y)**3", "same": "1 / (1 + (r / c)**2)**2"},
    primal=primal,
    why=(
        "The influence `r / (1 + (r / c)**2)**2` divided by `r`; then the power rule with the "
        "exponent -2."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -4.0]},
            value=[0.25, 0.04],
            gradients={"c": 0.314, "r": [-0.25, 0.032]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e50]},
            value=[1.6e-199],
            gradients={"r": [-6.4e-249]},
            why="The curve has the tail of `(c / r)**4`.",
        ),
    ),
    references=("Zhang 1997, table 1",),
    see_also=("robust.redescending.geman_mcclure", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
