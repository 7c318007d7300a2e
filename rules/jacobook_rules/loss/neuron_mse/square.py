"""The mean of squares, the outer step of the loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.neuron_mse.square",
    title="Outer derivative of mean(v**2)",
    summary=("The mean of squares has a gradient of twice the entries, divided by their number."),
    function="mean(v**2)",
    operands="v:(m)",
    result="C",
    derivative={"grad[v]": "2 * v / m"},
    why=(
        "The mean is the sum divided by `m`. Squaring acts on each entry on its own, with "
        "derivative `2 * v`; the sum passes this on unchanged, and the division by `m` stays in "
        "front."
    ),
    pitfalls=(
        "In the paper this step is the derivative by the residual of a single sample, with the "
        "mean written as a sum outside."
    ),
    vectors=(
        TestVector(
            operands={"v": [1.0, -3.0, 2.0, 4.0]},
            value=7.5,
            gradients={"v": [0.5, -1.5, 1.0, 2.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 6.1",),
    see_also=(
        "loss.neuron_mse.intermediate_v",
        "loss.mse",
        "reduce.sum_elementwise",
        "reduce.mean",
    ),
    tags=(
        "mean of squares",
        "the gradient of the neural network loss function",
    ),
)
