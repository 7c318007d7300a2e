"""The activation of one neuron."""

from jacobook import TestVector, identity

rule = identity(
    id="neuron.activation",
    title="Gradient of the neuron activation max(0, w . x + b)",
    summary=(
        "An active neuron has the gradient of its affine function; an inactive one has gradient "
        "zero."
    ),
    function="maximum(0, dot(w, x) + b)",
    operands="w:(n); x:(n); b:()",
    derivative={
        "grad[w]": "where(dot(w, x) + b > 0, 1.0, 0.0) * x",
        "grad[x]": "where(dot(w, x) + b > 0, 1.0, 0.0) * w",
        "grad[b]": "where(dot(w, x) + b > 0, 1.0, 0.0)",
    },
    conditions="dot(w, x) + b is not 0.",
    why=(
        "Let `z = dot(w, x) + b`, so that the activation is `maximum(0, z)`. By the "
        "single-variable chain rule the gradient is the slope of the maximum, which is 1 or 0, "
        "times the gradient of `z`, which is `x` by the weights, `w` by the inputs, and 1 by "
        "the bias."
    ),
    pitfalls=(
        "The paper writes the gradient by the weights as a row; here it has the shape of `w`. "
        "An inactive unit sends nothing back, so one that is inactive on all data never learns "
        "again."
    ),
    vectors=(
        TestVector(
            name="active",
            operands={"w": [2.0, -1.0], "x": [3.0, 4.0], "b": 1.0},
            value=3.0,
            gradients={"w": [3.0, 4.0], "x": [2.0, -1.0], "b": 1.0},
        ),
        TestVector(
            name="inactive",
            operands={"w": [2.0, -1.0], "x": [3.0, 4.0], "b": -5.0},
            value=0.0,
            gradients={"w": [0.0, 0.0], "x": [0.0, 0.0], "b": 0.0},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"w": [2.0, -1.0], "x": [3.0, 4.0], "b": -2.0},
            value=0.0,
            gradients={"w": [0.0, 0.0], "x": [0.0, 0.0], "b": 0.0},
            why=(
                "Where the affine function is exactly 0 the unit counts as off, as in the article."
            ),
        ),
    ),
    references=("Parr & Howard 2018, section 5",),
    see_also=(
        "neuron.affine",
        "neuron.relu",
        "loss.neuron_mse.w",
        "act.relu",
    ),
    tags=(
        "neuron activation",
        "the gradient of neuron activation",
        "rectified linear unit",
    ),
)
