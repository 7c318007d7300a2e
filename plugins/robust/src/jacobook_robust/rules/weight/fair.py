"""The weight of the Fair loss."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`1 / (1 + abs(r) / c)`."""
    return 1 / (1 + abs(r) / c)


rule = elementwise(
    id="robust.weight.fair",
    title="Weight of the Fair loss",
    summary="How much a residual counts: a pointed hump with slow tails.",
    function="fair_weight(c, r)",
    operands="c:() pos; r:(n) nonzero",
    op="fair_weight",
    partials={"c": "abs(r) / c * y / c * y", "r": "-sign(r) / c * y**2"},
    also={"same": "c / (c + abs(r))"},
    conditions="No residual is zero.",
    primal=primal,
    why="The influence `r / (1 + abs(r) / c)` divided by `r`; then the slope of a reciprocal.",
    pitfalls=(
        "The influence is smooth at a zero residual, its quotient with the residual is not: the "
        "weight has a peak there, at which the slope of least size, 0, is taken."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -6.0]},
            value=[0.5, 0.25],
            gradients={"c": 0.21875, "r": [-0.125, 0.03125]},
        ),
    ),
    special_points=(
        TestVector(
            name="peak",
            operands={"c": 2.0, "r": [0.0]},
            value=[1.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The slope of least size.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1",),
    see_also=("robust.convex.fair", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
