"""The gated linear unit."""

from jacobook import TestVector, identity

rule = identity(
    id="act.glu",
    title="Gated linear unit (GLU)",
    summary="One half of the features, each weighted by the sigmoid of the other half.",
    function="a * sigmoid(b)",
    operands="a:(n); b:(n)",
    derivative={
        "elem[a]": "sigmoid(b)",
        "elem[b]": "a * sigmoid(b) * (1 - sigmoid(b))",
    },
    why=(
        "The product rule. In `a` the gate `sigmoid(b)` is a constant factor: an open gate passes "
        "the gradient on. In `b` the sigmoid has its own slope, `sigmoid(b) * (1 - sigmoid(b))`."
    ),
    pitfalls=(
        "A layer often makes both halves at once: `a, b = np.split(z, 2, axis=-1)`. Libraries "
        "differ in which half is the gate."
    ),
    vectors=(
        TestVector(
            operands={"a": [2.0, -3.0], "b": [0.0, 1.0]},
            value=[1.0, -2.1931757358900147],
            gradients={"a": [0.5, 0.7310585786300049], "b": [0.5, -0.5898357997244456]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Dauphin et al. 2017",),
    see_also=("act.swiglu", "act.silu", "act.sigmoid", "array.hadamard"),
    tags=("GLU", "gate", "gated linear unit", "activation"),
)
