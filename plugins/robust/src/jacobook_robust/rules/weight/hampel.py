"""The weight of Hampel's three-part loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(a: Array, b: Array, c: Array, r: Array) -> Array:
    """The influence divided by the residual, which is nowhere smaller than `a` where it divides."""
    left = op.minimum(op.maximum((c - abs(r)) / (c - b), 0.0), 1.0)
    return a * left / op.maximum(abs(r), a)


rule = elementwise(
    id="robust.weight.hampel",
    title="Weight of Hampel's three-part loss",
    summary="How much a residual counts: fully, in inverse proportion, less still, not at all.",
    function="hampel_weight(a, b, c, r)",
    operands="a:() range(0.3,0.7); b:() range(0.9,1.2); c:() range(1.5,1.9); r:(n)",
    op="hampel_weight",
    partials={
        "a": "where(abs(r) <= a, 0.0, y / a)",
        "b": "where((abs(r) > b) & (abs(r) < c), y / (c - b), 0.0)",
        "c": "where((abs(r) > b) & (abs(r) < c), (a / maximum(abs(r), a) - y) / (c - b), 0.0)",
        "r": (
            "where(abs(r) <= a, 0.0, -sign(r) / maximum(abs(r), a)"
            " * (y + where((abs(r) > b) & (abs(r) < c), a / (c - b), 0.0)))"
        ),
    },
    conditions="a, b and c are positive and increase, and no residual has the size of one of them.",
    primal=primal,
    why=(
        "Up to `a` the influence is the residual. Beyond, the weight is `a * v / abs(r)`, where `v` "
        "falls from 1 at `b` to 0 at `c` along a line of slope `-1 / (c - b)`; the quotient rule "
        "gives the rest."
    ),
    pitfalls="The weight has kinks at all three corners; the slope 0 or the flatter one is taken.",
    vectors=(
        TestVector(
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [0.5, -1.6, 2.5, -9.0]},
            value=[1.0, 0.625, 0.3, 0.0],
            gradients={"a": 0.925, "b": 0.15, "c": 0.05, "r": [0.0, 0.390625, -0.32, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero residual",
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [0.0]},
            value=[1.0],
            gradients={"r": [0.0]},
            why="The limit of the influence divided by the residual.",
        ),
        TestVector(
            name="corners",
            operands={"a": 1.0, "b": 2.0, "c": 4.0, "r": [1.0, -2.0, 4.0]},
            value=[1.0, 0.5, 0.0],
            gradients={"r": [0.0, 0.25, 0.0]},
            why="The slope of the flatter side.",
        ),
    ),
    references=("Hampel et al. 1986, section 2.6",),
    see_also=("robust.redescending.hampel", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
