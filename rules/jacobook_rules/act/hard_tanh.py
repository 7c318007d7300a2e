"""A hyperbolic tangent of straight lines."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """Each entry of `x`, moved to the nearest number between -1 and 1."""
    return op.minimum(op.maximum(x, -1), 1)


rule = elementwise(
    id="act.hard_tanh",
    title="Hard tanh",
    summary="Each entry, clipped to -1 and 1: a hyperbolic tangent of straight lines.",
    function="hard_tanh(x)",
    operands="x:(n) nonint",
    partials={"x": "where(abs(x) < 1, 1.0, where(abs(x) >= 1, 0.0, nan))"},
    also={"elem[x]": "where(abs(x) < 1, 1.0, 0.0)", "same": "minimum(maximum(x, -1), 1)"},
    conditions="No entry is -1 or 1.",
    primal=primal,
    why="Between -1 and 1 the output is `x`, with slope 1; outside it is a constant.",
    pitfalls="At -1 and 1 PyTorch has the slope 0, as here, and JAX has 1.",
    vectors=(
        TestVector(
            operands={"x": [-3.0, 0.25, 2.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[-1.0, 0.25, 1.0],
            gradients={"x": [0.0, 10.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kinks",
            operands={"x": [-1.0, 1.0]},
            value=[-1.0, 1.0],
            gradients={"x": [0.0, 0.0]},
            why="The slope of least size at both ends.",
        ),
        TestVector(
            name="not finite",
            operands={"x": [inf, -inf, nan]},
            value=[1.0, -1.0, nan],
            gradients={"x": [0.0, 0.0, nan]},
            why="Outside the slope is 0; an undefined value has an undefined slope.",
        ),
    ),
    references=("PyTorch and JAX, activation functions",),
    see_also=("ufunc.clip", "ufunc.tanh", "act.relu6", "act.hard_sigmoid"),
    aliases=("hardtanh",),
    tags=("hardtanh", "clip", "activation"),
)
