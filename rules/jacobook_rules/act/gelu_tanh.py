"""The Gaussian error linear unit, by a hyperbolic tangent."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x * sigmoid(2 * u)` at the cubic `u`: `(1 + tanh(u)) / 2` without the loss of digits."""
    return x * op.sigmoid(1.5957691216057308 * (x + 0.044715 * x**3))


rule = elementwise(
    id="act.gelu_tanh",
    title="GELU, tanh approximation",
    summary="The Gaussian error linear unit with its normal distribution approximated by a tanh.",
    function="gelu_tanh(x)",
    operands="x:(n)",
    partials={
        "x": (
            "sigmoid(1.5957691216057308 * (x + 0.044715 * x**3)) * (1 + 1.5957691216057308 * x * "
            "sigmoid(-1.5957691216057308 * (x + 0.044715 * x**3)) * (1 + 0.134145 * x**2))"
        )
    },
    also={
        "elem[x]": (
            "0.5 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))) + 0.5 * x * "
            "(1 - tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))**2) * sqrt(2 / pi) * "
            "(1 + 3 * 0.044715 * x**2)"
        ),
        "same": "0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3)))",
    },
    primal=primal,
    why=(
        "With `u = sqrt(2 / pi) * (x + 0.044715 * x**3)` and `t = tanh(u)`, the product rule and "
        "the chain rule on `x * (1 + t) / 2` give `(1 + t) / 2` plus `x * (1 - t**2) / 2` times "
        "the slope of `u`. As `(1 + t) / 2` is `sigmoid(2 * u)`, both terms keep their digits left "
        "of 0, where `t` is close to -1."
    ),
    pitfalls="It differs from the exact form by up to 0.0005; the two should not be mixed.",
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[0.0, 0.8411919906082767, -0.003637392081773019],
            gradients={"x": [0.5, 1.0829640838457826, -0.011584166630969726]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, -1000.0, -10.0, nan]},
            value=[1000.0, 0.0, -1.2040923482098107e-37, nan],
            gradients={"x": [1.0, 0.0, -2.7576380638540315e-36, nan]},
            why=(
                "In the left tail 1 + tanh(u) would round to 0; "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Hendrycks & Gimpel 2016, section 2",),
    see_also=("act.gelu", "act.silu"),
    tags=("GELU", "activation"),
)
