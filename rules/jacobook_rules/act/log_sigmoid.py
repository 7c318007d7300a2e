"""The logarithm of the logistic sigmoid."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`-log(1 + exp(-x))`, without overflow."""
    import numpy as np

    return -np.logaddexp(0.0, np.negative(x))


rule = elementwise(
    id="act.log_sigmoid",
    title="Logarithm of the sigmoid",
    summary=("The logarithm of the logistic sigmoid, computed without overflow or loss of digits."),
    function="log_sigmoid(x)",
    operands="x:(n)",
    partials={"x": "sigmoid(-x)"},
    also={
        "elem[x]": "1 - sigmoid(x)",
        "same": ("-log(1 + exp(-x))", "log(sigmoid(x))", "-softplus(-x)"),
    },
    primal=primal,
    numpy=("scipy.special.log_expit",),
    why=(
        "It is minus the softplus of `-x`; the two signs cancel in the slope, which is the "
        "sigmoid of `-x`. Since both sigmoids add up to 1, that is `1 - sigmoid(x)`."
    ),
    pitfalls="`log(sigmoid(x))` is -inf where the sigmoid underflows; this form is not.",
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[-0.6931471805599453, -0.3132616875182228, -3.048587351573742],
            gradients={"x": [0.5, 0.2689414213699951, 0.9525741268224333]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far left",
            operands={"x": [-1000.0]},
            value=[-1000.0],
            gradients={"x": [1.0]},
            why="The sigmoid underflows; its logarithm is `x`.",
        ),
        TestVector(
            name="far right",
            operands={"x": [40.0]},
            value=[-4.248354255291589e-18],
            gradients={"x": [4.248354255291589e-18]},
            why="The sigmoid would round to 1.",
        ),
        TestVector(
            name="infinite",
            operands={"x": [-inf, inf]},
            value=[-inf, 0.0],
            gradients={"x": [1.0, 0.0]},
            why="The limits.",
        ),
    ),
    references=("Standard, chain rule", "PyTorch and JAX, activation functions"),
    see_also=("act.sigmoid", "act.softplus", "act.log_softmax"),
    aliases=("log_expit", "logsigmoid"),
    tags=("log-sigmoid", "log_expit", "logistic regression", "binary cross entropy"),
)
