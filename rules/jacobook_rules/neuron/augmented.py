"""The bias as one more weight."""

from jacobook import TestVector, identity

rule = identity(
    id="neuron.augmented",
    title="Bias absorbed into the weights: [w, b] . [x, 1]",
    summary="With a constant input of one, the bias becomes the last weight.",
    function="dot(concatenate([w, reshape(b, (1,))]), concatenate([x, ones(1)]))",
    operands="w:(n); x:(n); b:()",
    result="z",
    derivative={"same": "dot(w, x) + b", "grad[w]": "x", "grad[b]": "1.0"},
    why=(
        "The dot product of the two longer vectors adds one product to `dot(w, x)`: the last "
        "weight `b` times 1. So the affine function is a plain dot product. Its gradient by the "
        "longer weights is the longer input: `x`, followed by 1 for the bias."
    ),
    pitfalls=(
        "The appended 1 is a constant: no gradient flows into it. A penalty on the weights will "
        "now act on the bias too unless the last entry is left out. And `ones(1)` is float64, "
        "so float32 code should give the 1 the type of `x`."
    ),
    vectors=(
        TestVector(
            operands={"w": [2.0, -1.0, 0.5], "x": [3.0, 4.0, -2.0], "b": 1.0},
            value=2.0,
            gradients={"w": [3.0, 4.0, -2.0], "x": [2.0, -1.0, 0.5], "b": 1.0},
        ),
    ),
    references=("Parr & Howard 2018, section 6.2 (end)",),
    see_also=(
        "neuron.affine",
        "reduce.dot",
        "loss.neuron_mse.b",
    ),
    tags=(
        "bias trick",
        "augmented weights",
        "weights and bias",
    ),
)
