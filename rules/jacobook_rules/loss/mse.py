"""The mean squared error."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.mse",
    title="Mean squared error",
    summary="The mean of the squared differences between predictions and targets.",
    function="mean((p - t)**2)",
    operands="p:(n); t:(n)",
    result="C",
    derivative={
        "grad[p]": "2 * (p - t) / n",
        "grad[t]": "-2 * (p - t) / n",
        "hess[p]": "2 / n * eye(n)",
    },
    why=(
        "Each difference is squared on its own, with derivative `2 * (p - t)`, and the mean "
        "divides by `n`. A target enters its difference with a minus sign. The gradient is "
        "linear in the predictions, so the Hessian is constant, and as no two predictions meet "
        "in one term it is diagonal."
    ),
    pitfalls=(
        "Some texts use the sum or half the mean; the gradient then differs by a factor. For "
        "predictions in a matrix `n` is the number of all entries, not of rows."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0, 3.0, 0.5], "t": [0.0, 1.0, 5.0, 1.5]},
            value=3.75,
            gradients={"p": [0.5, -1.5, -1.0, -0.5], "t": [-0.5, 1.5, 1.0, 0.5]},
        ),
    ),
    references=("Parr & Howard 2018, section 6",),
    see_also=(
        "loss.neuron_mse.square",
        "loss.neuron_mse.error_term",
        "reduce.mean",
    ),
    tags=(
        "mean squared error",
        "MSE",
        "squared loss",
        "cost function",
    ),
)
