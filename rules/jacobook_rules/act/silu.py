"""The sigmoid linear unit."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`x * sigmoid(x)`."""
    return x * op.sigmoid(x)


rule = elementwise(
    id="act.silu",
    title="Sigmoid linear unit (SiLU, swish)",
    summary="Each entry weighted by its own sigmoid: a smooth rectifier with a dip.",
    function="silu(x)",
    operands="x:(n)",
    partials={"x": "sigmoid(x) * (1 + x * sigmoid(-x))"},
    also={
        "elem[x]": "sigmoid(x) * (1 + x * (1 - sigmoid(x)))",
        "same": ("x * sigmoid(x)", "x / (1 + exp(-x))"),
    },
    primal=primal,
    why=(
        "The product rule on `x * sigmoid(x)`. The sigmoid has the slope "
        "`sigmoid(x) * (1 - sigmoid(x))`, so one factor `sigmoid(x)` stands in both terms. The "
        "other, `1 - sigmoid(x)`, is computed as `sigmoid(-x)`, which keeps its digits."
    ),
    pitfalls=(
        "It is not monotone: left of -1.278 it rises again towards 0, and its slope is negative."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[0.0, 0.7310585786300049, -0.14227761953270035],
            gradients={"x": [0.5, 0.9276705118714867, -0.08810410601516962]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [1000.0, -1000.0, -100.0, nan]},
            value=[1000.0, 0.0, -3.720075976020836e-42, nan],
            gradients={"x": [1.0, 0.0, -3.682875216260628e-42, nan]},
            why=(
                "No exponential overflows, and the tail keeps its digits; "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Elfwing, Uchibe & Doya 2018", "Ramachandran, Zoph & Le 2017"),
    see_also=("act.swish_beta", "act.gelu", "act.mish", "act.sigmoid", "act.glu"),
    aliases=("swish",),
    tags=("SiLU", "swish", "activation"),
)
