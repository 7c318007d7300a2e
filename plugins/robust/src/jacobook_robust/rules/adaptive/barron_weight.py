"""The weight of Barron's loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(alpha: Array, c: Array, r: Array) -> Array:
    """`(1 + z)**(alpha / 2 - 1)` with `z = (r / c)**2 / abs(alpha - 2)`, by its logarithm."""
    given = abs(alpha - 2)
    x = abs(r) / (c * (given + (given == 0)) ** 0.5)
    larger, smaller = op.maximum(x, 1.0), op.minimum(x, 1.0)
    return op.exp((alpha - 2) * (op.log(larger) + op.log1p((smaller / larger) ** 2) / 2))


REACH = "where(alpha == 2, 1.0, hypot(c * sqrt(abs(alpha - 2)), r))"

rule = elementwise(
    id="robust.adaptive.barron_weight",
    title="Weight of Barron's loss",
    summary="How much a residual counts, for every shape of the family.",
    function="barron_weight(alpha, c, r)",
    operands="alpha:(); c:() pos; r:(n)",
    op="barron_weight",
    partials={
        "alpha": (
            "y * (cauchy_loss(1, r / (c * sqrt(abs(alpha - 2))))"
            " - (r / hypot(c * sqrt(abs(alpha - 2)), r))**2 / 2)"
        ),
        "c": f"(2 - alpha) * y / c * (r / {REACH})**2",
        "r": f"(alpha - 2) * y * (r / {REACH}) / {REACH}",
    },
    also={
        "elem[r]": "(alpha - 2) * y * r / (c**2 * abs(alpha - 2) + r**2)",
        "same": "(1 + (r / c)**2 / abs(alpha - 2))**(alpha / 2 - 1)",
    },
    conditions="For the slope by alpha: alpha is not 2.",
    primal=primal,
    why=(
        "The influence divided by `r / c**2`. The logarithm of the weight is "
        "`(alpha - 2) * log(1 + z) / 2`, and its slope by `r` is `(alpha - 2)` times `z / r / (1 + z)`. "
        "It falls with the residual for every shape below 2, the faster the smaller the shape."
    ),
    pitfalls="At `alpha = 2` the weight is 1 for every residual, and its slope by `alpha` infinite.",
    vectors=(
        TestVector(
            operands={"alpha": 1.0, "c": 2.0, "r": [1.5, 0.0]},
            value=[0.8, 1.0],
            gradients={"alpha": 0.034514841051367805, "c": 0.144, "r": [-0.192, 0.0]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="squares",
            operands={"alpha": 2.0, "c": 2.0, "r": [4.0, 0.0]},
            value=[1.0, 1.0],
            gradients={"c": 0.0, "r": [0.0, 0.0]},
            why="The limit: least squares weighs all residuals alike.",
        ),
        TestVector(
            name="far out",
            operands={"alpha": 0.0, "c": 1.0, "r": [1e200]},
            value=[0.0],
            gradients={"r": [0.0]},
            why="The weight has vanished; no power overflows on the way.",
        ),
    ),
    references=("Barron 2019, equation 9",),
    see_also=("robust.adaptive.barron", "robust.weight.cauchy", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
