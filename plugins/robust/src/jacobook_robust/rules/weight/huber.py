"""Huber's weight."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """1 up to `c`, and `c / abs(r)` beyond; nothing is divided by a zero residual."""
    return c / op.maximum(abs(r), c)


rule = elementwise(
    id="robust.weight.huber",
    title="Weight of the Huber loss",
    summary="How much a residual counts: fully up to the scale, then in inverse proportion.",
    function="huber_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="huber_weight",
    partials={
        "c": "where(abs(r) <= c, 0.0, 1 / maximum(abs(r), c))",
        "r": "where(abs(r) <= c, 0.0, -sign(r) * y / maximum(abs(r), c))",
    },
    also={
        "elem[r]": "where(abs(r) <= c, 0.0, -y / r)",
        "same": "where(abs(r) <= c, 1.0, c / abs(r))",
    },
    conditions="No residual has the size of the scale.",
    primal=primal,
    why=(
        "The influence `c * sign(r)` divided by `r` is `c / abs(r)`; up to `c` it is `r / r`, and the "
        "limit at a zero residual is 1 like everywhere there."
    ),
    pitfalls="The weight has a kink at `c`; the slope of least size, 0, is taken there.",
    vectors=(
        TestVector(
            operands={"c": 1.5, "r": [1.0, -3.0]},
            value=[1.0, 0.5],
            gradients={"c": 0.3333333333333333, "r": [0.0, 0.16666666666666666]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero residual",
            operands={"c": 1.5, "r": [0.0]},
            value=[1.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The limit of the influence divided by the residual.",
        ),
        TestVector(
            name="kink",
            operands={"c": 1.5, "r": [1.5]},
            value=[1.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The slope of least size.",
        ),
        TestVector(
            name="nan",
            operands={"c": 1.5, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1",),
    see_also=("robust.convex.huber", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
