"""Swish with a gate of straight lines."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x * hard_sigmoid(x)`."""
    return x * op.hard_sigmoid(x)


rule = elementwise(
    id="act.hard_swish",
    title="Hard swish",
    summary="Each entry weighted by its hard sigmoid.",
    function="hard_swish(x)",
    operands="x:(n) range(-5,5)",
    partials={
        "x": "where(x <= -3, 0.0, where(x >= 3, 1.0, x / 3 + 0.5))",
    },
    also={"same": ("x * hard_sigmoid(x)", "x * minimum(maximum(x / 6 + 0.5, 0), 1)")},
    conditions="No entry is -3 or 3.",
    primal=primal,
    why=(
        "Left of -3 the output is 0, and right of 3 it is `x`. Between them it is the parabola "
        "`x**2 / 6 + x / 2`, with slope `x / 3 + 1/2`."
    ),
    pitfalls="The slope jumps at the kinks: from 0 to -1/2 at -3, and from 3/2 to 1 at 3.",
    vectors=(
        TestVector(
            operands={"x": [-4.0, 1.5, 5.0]},
            value=[0.0, 1.125, 5.0],
            gradients={"x": [0.0, 1.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kinks",
            operands={"x": [-3.0, 3.0]},
            value=[0.0, 3.0],
            gradients={"x": [0.0, 1.0]},
            why="Of the two slopes the one of least size, which is that of the straight line.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Howard et al. 2019", "PyTorch and JAX, activation functions"),
    see_also=("act.silu", "act.hard_sigmoid"),
    aliases=("hardswish",),
    tags=("hardswish", "activation"),
)
