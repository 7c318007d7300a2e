"""The continuously differentiable exponential linear unit."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, a: Array) -> Array:
    """The positive part of `x`, and `a * (exp(x / a) - 1)` of the negative part."""
    return op.maximum(x, 0) + a * op.expm1(op.minimum(x, 0) / a)


rule = elementwise(
    id="act.celu",
    title="Continuously differentiable exponential linear unit (CELU)",
    summary="An exponential linear unit whose slope is continuous, whatever its level.",
    function="celu(x, a)",
    operands="x:(n) nonzero; a:() pos",
    partials={
        "x": "exp(minimum(x, 0) / a)",
        "a": "expm1(minimum(x, 0) / a) - minimum(x, 0) / a * exp(minimum(x, 0) / a)",
    },
    also={
        "true": "exp(minimum(x, 0) / a) == where(x > 0, 1.0, exp(x / a))",
        "same": "where(x > 0, x, a * (exp(x / a) - 1))",
    },
    conditions="a is positive; the slope is continuous, also at 0.",
    primal=primal,
    why=(
        "Left of 0 the inner derivative `1 / a` cancels the factor `a`, and the slope `exp(x / a)` "
        "grows to 1 at 0, where the straight line goes on with the same slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0, -3.0], "a": 2.0},
            value=[2.0, -0.7869386805747332, -1.5537396797031404],
            gradients={
                "x": [1.0, 0.6065306597126334, 0.22313016014842982],
                "a": -0.5323786100599753,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="where the line begins",
            operands={"x": [0.0], "a": 0.5},
            value=[0.0],
            gradients={"x": [1.0], "a": 0.0},
            why="Both pieces have the slope 1 here.",
        ),
        TestVector(
            name="far out",
            operands={"x": [1000.0, inf, -100.0, nan], "a": 2.0},
            value=[1000.0, inf, -2.0, nan],
            gradients={"x": [1.0, 1.0, 1.9287498479639178e-22, nan]},
            why=(
                "No exponential of a large entry is computed, and the small slope is not lost; "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Barron 2017",),
    see_also=("act.elu", "act.selu"),
    tags=("CELU", "activation"),
)
