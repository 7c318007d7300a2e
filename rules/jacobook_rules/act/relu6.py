"""The rectified linear unit, capped at 6."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """Each entry of `x`, moved to the nearest number between 0 and 6."""
    return op.minimum(op.maximum(x, 0), 6)


rule = elementwise(
    id="act.relu6",
    title="ReLU6",
    summary="A rectifier that goes no higher than 6.",
    function="relu6(x)",
    operands="x:(n) range(-3,9)",
    partials={"x": "where((x > 0) & (x < 6), 1.0, where((x <= 0) | (x >= 6), 0.0, nan))"},
    also={
        "elem[x]": "where((x > 0) & (x < 6), 1.0, 0.0)",
        "same": ("minimum(maximum(x, 0), 6)", "maximum(x, 0) - maximum(x - 6, 0)"),
    },
    conditions="No entry is 0 or 6.",
    primal=primal,
    why="Between 0 and 6 the output is `x`, with slope 1; outside it is a constant.",
    vectors=(
        TestVector(
            operands={"x": [-2.0, 2.5, 7.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[0.0, 2.5, 6.0],
            gradients={"x": [0.0, 10.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kinks",
            operands={"x": [0.0, 6.0]},
            value=[0.0, 6.0],
            gradients={"x": [0.0, 0.0]},
            why="The slope of least size at both ends.",
        ),
        TestVector(
            name="not finite",
            operands={"x": [inf, -inf, nan]},
            value=[6.0, 0.0, nan],
            gradients={"x": [0.0, 0.0, nan]},
            why="Outside the slope is 0; an undefined value has an undefined slope.",
        ),
    ),
    references=("Krizhevsky 2010", "PyTorch and JAX, activation functions"),
    see_also=("act.relu", "act.hard_tanh", "ufunc.clip"),
    tags=("ReLU6", "clipped rectifier", "activation"),
)
