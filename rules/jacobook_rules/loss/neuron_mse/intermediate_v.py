"""The difference between target and activation."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.neuron_mse.intermediate_v",
    title="Intermediate v = y - u",
    summary=(
        "The residual of one sample, target minus activation, has the negative gradient of the "
        "activation."
    ),
    function="y - maximum(0, dot(w, x) + b)",
    operands="w:(n); x:(n); b:(); y:()",
    result="v",
    derivative={
        "grad[w]": "-where(dot(w, x) + b > 0, 1.0, 0.0) * x",
        "grad[b]": "-where(dot(w, x) + b > 0, 1.0, 0.0)",
    },
    conditions="dot(w, x) + b is not 0.",
    why=(
        "The target `y` does not depend on the weights or the bias, so its derivative is 0. "
        "What is left is minus the activation, whose gradient is `x` by the weights and 1 by "
        "the bias for an active unit, and 0 for an inactive one."
    ),
    pitfalls=(
        "The paper writes the gradient by the weights as a row; here it has the shape of `w`."
    ),
    vectors=(
        TestVector(
            name="active",
            operands={"w": [2.0, -1.0], "x": [3.0, 4.0], "b": 1.0, "y": 5.0},
            value=2.0,
            gradients={"w": [-3.0, -4.0], "x": [-2.0, 1.0], "b": -1.0, "y": 1.0},
        ),
        TestVector(
            name="inactive",
            operands={"w": [2.0, -1.0], "x": [3.0, 4.0], "b": -5.0, "y": 5.0},
            value=5.0,
            gradients={"w": [0.0, 0.0], "x": [0.0, 0.0], "b": 0.0, "y": 1.0},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"w": [2.0, -1.0], "x": [3.0, 4.0], "b": -2.0, "y": 5.0},
            value=5.0,
            gradients={"w": [0.0, 0.0], "x": [0.0, 0.0], "b": 0.0, "y": 1.0},
            why="A unit that is exactly 0 counts as inactive.",
        ),
    ),
    references=("Parr & Howard 2018, sections 6.1 and 6.2",),
    see_also=(
        "neuron.activation",
        "loss.neuron_mse.square",
        "loss.neuron_mse.w",
        "loss.neuron_mse.b",
    ),
    tags=(
        "residual",
        "intermediate variable",
        "the gradient of the neural network loss function",
    ),
)
