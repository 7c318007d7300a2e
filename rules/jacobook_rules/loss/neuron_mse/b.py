"""The derivative of a neuron's loss by its bias."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.neuron_mse.b",
    title="Mean squared error of ReLU neurons: derivative with respect to the bias",
    summary=(
        "The derivative by the bias is twice the mean of the errors, counting only the active "
        "samples."
    ),
    function="mean((y - maximum(0, X @ w + b))**2)",
    operands="X:(m,n); w:(n); b:(); y:(m)",
    result="C",
    derivative={"grad[b]": "2 / m * sum(where(X @ w + b > 0, X @ w + b - y, 0))"},
    conditions="No entry of X @ w + b is 0.",
    why=(
        "The chain is the same as for the weights, only its innermost derivative differs: the "
        "affine function grows with the bias at rate 1, whatever the sample. So every active "
        "sample contributes its error, and an inactive one contributes 0. The bias is one "
        "number added to all samples, so the contributions are summed."
    ),
    pitfalls=(
        "The mean is over all m samples, the inactive ones included: the factor is `2 / m`, not "
        "2 divided by the number of active samples."
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
    references=("Parr & Howard 2018, section 6.2",),
    see_also=(
        "loss.neuron_mse.w",
        "loss.neuron_mse.error_term",
        "neuron.augmented",
        "expansion.add",
        "optim.sgd_step",
    ),
    tags=(
        "the gradient of the neural network loss function",
        "derivative with respect to the bias",
        "mean squared error",
        "cost function",
    ),
)
