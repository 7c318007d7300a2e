"""The weight of the Welsch loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array

VANISHED = 40.0
"""From here on `exp(-x**2)` is 0 in double precision."""


def primal(c: Array, r: Array) -> Array:
    """`exp(-x**2)` at `x = r / c`."""
    x = op.minimum(abs(r) / c, VANISHED)
    return op.exp(-x * x)


rule = elementwise(
    id="robust.weight.welsch",
    title="Weight of the Welsch loss",
    summary="How much a residual counts: a bell curve.",
    function="welsch_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="welsch_weight",
    partials={"c": "2 / c * (r / c) * (r / c * y)", "r": "-2 / c * (r / c * y)"},
    also={
        "elem[c]": "2 * r**2 / c**3 * y",
        "elem[r]": "-2 * r / c**2 * y",
        "same": "exp(-(r / c)**2)",
    },
    primal=primal,
    why="The influence `r * exp(-(r / c)**2)` divided by `r`; then the chain rule.",
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -1.0]},
            value=[0.36787944117144233, 0.7788007830714049],
            gradients={"c": 0.5625796369392935, "r": [-0.36787944117144233, 0.38940039153570244]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e200]},
            value=[0.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The exponential has vanished; its argument would overflow, and is not computed.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1",),
    see_also=("robust.redescending.welsch", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
