"""The gradients of the loss, written with the error of each sample."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.neuron_mse.error_term",
    title=("The same gradients through the error e_i = w . x_i + b - y_i (all units active)"),
    summary=(
        "With all units active the gradient is a weighted average of the inputs, weighted by "
        "the errors."
    ),
    function="mean((y - (X @ w + b))**2)",
    operands="X:(m,n); w:(n); b:(); y:(m)",
    result="C",
    derivative={
        "grad[w]": "2 / m * X.T @ (X @ w + b - y)",
        "grad[b]": "2 / m * sum(X @ w + b - y)",
    },
    conditions=(
        "No activation is clipped: every entry of X @ w + b is positive, or the unit is linear."
    ),
    why=(
        "Call the error of a sample `e = X @ w + b - y`. The loss is the mean of `e**2`, and "
        "its derivative by the errors is `2 * e / m`. An error moves with the weights at the "
        "rate of its sample and with the bias at rate 1. So samples with large errors pull "
        "hardest, and a sample fitted exactly does not pull at all."
    ),
    pitfalls=(
        "The factor 2 is often absorbed into the learning rate, or cancelled by a factor 1/2 in "
        "the loss. Compare the definitions of the loss before comparing gradients."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, -1.0]], "w": [1.0, 0.5], "b": 0.5, "y": [2.0, 4.0]},
            value=0.625,
            gradients={
                "X": [[0.5, 0.25], [-1.0, -0.5]],
                "w": [-2.5, 2.0],
                "b": -0.5,
                "y": [-0.5, 1.0],
            },
        ),
    ),
    references=("Parr & Howard 2018, sections 6.1 and 6.2",),
    see_also=(
        "loss.neuron_mse.w",
        "loss.neuron_mse.b",
        "loss.mse",
        "optim.sgd_step",
    ),
    tags=(
        "error term",
        "linear regression",
        "the gradient of the neural network loss function",
    ),
)
