"""The gate of a SwiGLU layer."""

from jacobook import TestVector, identity

rule = identity(
    id="act.swiglu",
    title="SwiGLU gate",
    summary="One half of the features, each weighted by the swish of the other half.",
    function="silu(a) * b",
    operands="a:(n); b:(n)",
    derivative={
        "elem[a]": "b * sigmoid(a) * (1 + a * (1 - sigmoid(a)))",
        "elem[b]": "silu(a)",
        "same": "a * sigmoid(a) * b",
    },
    rewrites={
        "b / (1 + exp(-a))": "b * sigmoid(a)",
        "b / (1 + exp(a))": "b * sigmoid(-a)",
    },
    why=(
        "The product rule: in `b` the gate `silu(a)` is a constant factor, and in `a` the factor "
        "`b` is, with the slope of the sigmoid linear unit beside it."
    ),
    vectors=(
        TestVector(
            operands={"a": [0.0, 1.0], "b": [4.0, -2.0]},
            value=[0.0, -1.4621171572600098],
            gradients={"a": [2.0, -1.8553410237429733], "b": [0.0, 0.7310585786300049]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Shazeer 2020",),
    see_also=("act.silu", "act.glu", "array.hadamard"),
    tags=("SwiGLU", "gate", "transformer", "activation"),
)
