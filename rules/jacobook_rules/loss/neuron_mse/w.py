"""The gradient of a neuron's loss by its weights."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.neuron_mse.w",
    title="Mean squared error of ReLU neurons: gradient with respect to the weights",
    summary=("Every active sample pulls the weights along its input, in proportion to its error."),
    function="mean((y - maximum(0, X @ w + b))**2)",
    operands="X:(m,n); w:(n); b:(); y:(m)",
    result="C",
    derivative={
        "grad[w]": (
            "2 / m * X.T @ ((X @ w + b - y) * where(X @ w + b > 0, 1.0, 0.0))",
            "2 / m * sum(where(X @ w + b > 0, X @ w + b - y, 0)[:, None] * X, axis=0)",
        )
    },
    conditions="No entry of X @ w + b is 0.",
    why=(
        "Follow one sample, a row of `X`, through the chain: `u` is the activation, `v` the "
        "target minus `u`, and the loss averages `v**2`. The three derivatives are `2 * v / m`, "
        "-1, and, for an active unit, the sample itself; for an inactive unit the last one is "
        "0. Multiplied and summed over the samples, that is the sum of errors times samples, "
        "which is a product with `X.T`."
    ),
    pitfalls=(
        "The error is prediction minus target. The paper starts from target minus prediction, "
        "and the two minus signs cancel. It also writes the gradient as a row; here it has the "
        "shape of `w`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [3.0, -1.0], [-2.0, 1.0], [0.0, 2.0]],
                "w": [1.0, 0.5],
                "b": 0.5,
                "y": [2.0, 4.0, 0.5, 3.0],
            },
            value=0.9375,
            gradients={
                "X": [[0.25, 0.125], [-0.5, -0.25], [0.0, 0.0], [-0.75, -0.375]],
                "w": [-1.25, -0.5],
                "b": -1.0,
                "y": [-0.25, 0.5, 0.25, 0.75],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"X": [[1.0, 2.0]], "w": [2.0, -1.0], "b": 0.0, "y": [1.0]},
            value=1.0,
            gradients={"X": [[0.0, 0.0]], "w": [0.0, 0.0], "b": 0.0, "y": [2.0]},
            why=(
                "A sample at which the unit is exactly 0 counts as inactive and contributes "
                "nothing."
            ),
        ),
    ),
    references=("Parr & Howard 2018, section 6.1",),
    see_also=(
        "loss.neuron_mse.b",
        "loss.neuron_mse.error_term",
        "loss.neuron_mse.intermediate_v",
        "loss.neuron_mse.square",
        "neuron.activation",
        "optim.sgd_step",
    ),
    tags=(
        "the gradient of the neural network loss function",
        "gradient with respect to the weights",
        "mean squared error",
        "cost function",
    ),
)
