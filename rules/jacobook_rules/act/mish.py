"""Mish."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x * tanh(softplus(x))`; the softplus does not overflow."""
    return x * op.tanh(op.softplus(x))


rule = elementwise(
    id="act.mish",
    title="Mish",
    summary="Each entry weighted by the hyperbolic tangent of its softplus.",
    function="mish(x)",
    operands="x:(n)",
    partials={"x": "tanh(softplus(x)) + x * sigmoid(x) * (1 - tanh(softplus(x))**2)"},
    also={"same": ("x * tanh(softplus(x))", "x * tanh(log(1 + exp(x)))")},
    primal=primal,
    why=(
        "The product rule, then the chain rule: the hyperbolic tangent has the slope `1 - t**2` at "
        "the value `t`, and the softplus inside it has the sigmoid for its slope."
    ),
    pitfalls="Written as `tanh(log(1 + exp(x)))`, the exponential overflows from about 710 on.",
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[0.0, 0.8650983882673103, -0.14564746127562458],
            gradients={"x": [0.6, 1.0490362200997922, -0.09339311453232084]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, -1000.0, nan]},
            value=[1000.0, 0.0, nan],
            gradients={"x": [1.0, 0.0, nan]},
            why=(
                "Right the entry itself, left 0; no exponential overflows, and "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Misra 2019",),
    see_also=("act.silu", "act.gelu", "act.softplus"),
    tags=("mish", "activation"),
)
