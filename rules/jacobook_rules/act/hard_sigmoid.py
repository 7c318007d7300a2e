"""A sigmoid of straight lines."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x / 6 + 1/2`, moved to the nearest number between 0 and 1."""
    return op.minimum(op.maximum(x / 6 + 0.5, 0), 1)


rule = elementwise(
    id="act.hard_sigmoid",
    title="Hard sigmoid",
    summary="A step from 0 to 1 along a straight line, from -3 to 3.",
    function="hard_sigmoid(x)",
    operands="x:(n) range(-5,5)",
    partials={"x": "where(abs(x) < 3, 1 / 6, where(abs(x) >= 3, 0.0, nan))"},
    also={
        "elem[x]": "where(abs(x) < 3, 1 / 6, 0.0)",
        "same": "minimum(maximum(x / 6 + 0.5, 0), 1)",
    },
    conditions="No entry is -3 or 3.",
    primal=primal,
    why="Between -3 and 3 the output rises by 1 over a length of 6; outside it is a constant.",
    pitfalls="Some libraries use another slope, such as 1/5, with the kinks at -2.5 and 2.5.",
    vectors=(
        TestVector(
            operands={"x": [-4.0, 1.5, 5.0]},
            cotangent=[6.0, 12.0, 18.0],
            value=[0.0, 0.75, 1.0],
            gradients={"x": [0.0, 2.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kinks",
            operands={"x": [-3.0, 3.0]},
            value=[0.0, 1.0],
            gradients={"x": [0.0, 0.0]},
            why="The slope of least size at both ends.",
        ),
        TestVector(
            name="not finite",
            operands={"x": [inf, -inf, nan]},
            value=[1.0, 0.0, nan],
            gradients={"x": [0.0, 0.0, nan]},
            why="Outside the slope is 0; an undefined value has an undefined slope.",
        ),
    ),
    references=("PyTorch and JAX, activation functions",),
    see_also=("act.sigmoid", "act.hard_swish", "act.hard_tanh", "ufunc.clip"),
    aliases=("hardsigmoid",),
    tags=("hardsigmoid", "activation"),
)
