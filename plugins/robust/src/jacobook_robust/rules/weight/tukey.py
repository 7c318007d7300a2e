"""The biweight itself."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`(1 - x**2)**2` at `x = abs(r) / c`, at most 1."""
    x = op.minimum(abs(r) / c, 1.0)
    return ((1 - x) * (1 + x)) ** 2


rule = elementwise(
    id="robust.weight.tukey",
    title="Weight of Tukey's biweight",
    summary="How much a residual counts: a smooth hump that ends at the scale.",
    function="tukey_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="tukey_weight",
    partials={
        "c": "4 / c * minimum(abs(r) / c, 1)**2 * (1 - minimum(abs(r) / c, 1)**2)",
        "r": "where(abs(r) > c, 0.0, -4 * r / c**2 * (1 - minimum(abs(r) / c, 1)**2))",
    },
    also={
        "elem[r]": "where(abs(r) <= c, -4 * r / c**2 * (1 - (r / c)**2), 0.0)",
        "same": "where(abs(r) <= c, (1 - (r / c)**2)**2, 0.0)",
    },
    primal=primal,
    why=(
        "The influence `r * (1 - (r / c)**2)**2` divided by `r`. The bracket is zero at `c`, so the "
        "slope is continuous there."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [1.0, -3.0]},
            value=[0.5625, 0.0],
            gradients={"c": 0.375, "r": [-0.75, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero residual",
            operands={"c": 2.0, "r": [0.0]},
            value=[1.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The top of the hump.",
        ),
        TestVector(
            name="edge",
            operands={"c": 2.0, "r": [2.0]},
            value=[0.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="From here on a residual is ignored.",
        ),
        TestVector(
            name="nan",
            operands={"c": 2.0, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Beaton & Tukey 1974", "Mosteller & Tukey 1977, chapter 10"),
    see_also=("robust.redescending.tukey", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
