"""Swish with a slope."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, b: Array) -> Array:
    """`x * sigmoid(b * x)`."""
    return x * op.sigmoid(b * x)


rule = elementwise(
    id="act.swish_beta",
    title="Swish with a slope",
    summary="Each entry weighted by the sigmoid of a multiple of itself.",
    function="swish_beta(x, b)",
    operands="x:(n); b:()",
    partials={
        "x": "sigmoid(b * x) * (1 + b * x * sigmoid(-b * x))",
        "b": "x * (x * sigmoid(b * x) * sigmoid(-b * x))",
    },
    also={
        "elem[x]": "sigmoid(b * x) + b * x * sigmoid(b * x) * (1 - sigmoid(b * x))",
        "jac[b]": "x**2 * sigmoid(b * x) * (1 - sigmoid(b * x))",
        "same": "x * sigmoid(b * x)",
    },
    primal=primal,
    why=(
        "The product rule on `x * sigmoid(b * x)`, with `b` as inner derivative of the sigmoid in "
        "`x`, and `x` in `b`. At `b = 0` the function is `x / 2`; as `b` grows it becomes the "
        "rectifier."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0], "b": 2.0},
            value=[0.0, 0.8807970779778824, -0.007417869469904323],
            gradients={
                "x": [0.5, 1.0907842487848955, -0.012326432591525513],
                "b": 0.12719216902574695,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, -1000.0], "b": 1.5},
            value=[1000.0, 0.0],
            gradients={"x": [1.0, 0.0], "b": 0.0},
            why="Right the entry itself, left 0; no exponential overflows.",
        ),
    ),
    references=("Ramachandran, Zoph & Le 2017",),
    see_also=("act.silu", "act.relu"),
    tags=("swish", "E-swish", "learned slope", "activation"),
)
