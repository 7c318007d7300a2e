"""The affine function of one neuron."""

from jacobook import TestVector, identity

rule = identity(
    id="neuron.affine",
    title="Affine function of one unit z = w . x + b",
    summary="A weighted sum of the inputs plus a bias, before the activation.",
    function="dot(w, x) + b",
    operands="w:(n); x:(n); b:()",
    result="z",
    derivative={
        "grad[w]": "x",
        "grad[x]": "w",
        "grad[b]": "1.0",
        "d": "dot(dw, x) + dot(w, dx) + db",
    },
    why=(
        "The dot product is the sum of the products of matching entries, so its derivative by "
        "one weight is the input at the same place. The bias is added once, and its derivative "
        "is 1. Weights and inputs play the same part, so the gradient by the inputs is `w`."
    ),
    pitfalls=(
        "The paper writes the gradient by the weights as a row, the transpose of `x`; here it "
        "has the shape of `w`."
    ),
    vectors=(
        TestVector(
            operands={"w": [2.0, -1.0, 0.5], "x": [3.0, 4.0, -2.0], "b": 1.0},
            value=2.0,
            gradients={"w": [3.0, 4.0, -2.0], "x": [2.0, -1.0, 0.5], "b": 1.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 5",
        "The Matrix Calculus You Need For Deep Learning (article), introduction",
    ),
    see_also=(
        "reduce.dot",
        "neuron.activation",
        "neuron.augmented",
        "expansion.add",
    ),
    tags=(
        "neuron",
        "affine function",
        "weights and bias",
        "the gradient of neuron activation",
    ),
)
