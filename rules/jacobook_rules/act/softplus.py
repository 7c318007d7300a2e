"""Softplus."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`log(1 + exp(x))`, without overflow."""
    import numpy as np

    return np.logaddexp(x, 0.0)


rule = elementwise(
    id="act.softplus",
    title="Softplus",
    summary="A smooth rectified linear unit: the logarithm of one plus the exponential.",
    function="softplus(x)",
    operands="x:(n)",
    partials={"x": "sigmoid(x)"},
    also={
        "elem[x]": "1 / (1 + exp(-x))",
        "jac[x]": "diag(sigmoid(x))",
        "same": ("log(1 + exp(x))", "logaddexp(x, 0)"),
    },
    primal=primal,
    numpy=("scipy.special.softplus",),
    rewrites={
        "log(1 + exp(x))": "softplus(x)",
        "log1p(exp(x))": "softplus(x)",
        "log(sigmoid(x))": "-softplus(-x)",
        "log(1 - sigmoid(x))": "-softplus(x)",
        "log1p(-sigmoid(x))": "-softplus(x)",
    },
    why=(
        "The chain rule gives `exp(x) / (1 + exp(x))`, which is the sigmoid: as the rectified "
        "linear unit has the step for its slope, its smooth form has the smooth step."
    ),
    pitfalls="Written as `log(1 + exp(x))`, it overflows from about 710 on.",
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[0.6931471805599453, 1.3132616875182228, 0.04858735157374206],
            gradients={"x": [0.5, 0.7310585786300049, 0.04742587317756678]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far right",
            operands={"x": [1000.0]},
            value=[1000.0],
            gradients={"x": [1.0]},
            why="The exponential would overflow; the value is `x` to the last digit.",
        ),
        TestVector(
            name="far left",
            operands={"x": [-40.0]},
            value=[4.248354255291589e-18],
            gradients={"x": [4.248354255291589e-18]},
            why="`1 + exp(x)` would round to 1.",
        ),
        TestVector(
            name="infinite",
            operands={"x": [-inf, inf]},
            value=[0.0, inf],
            gradients={"x": [0.0, 1.0]},
            why="The limits.",
        ),
    ),
    references=("Standard, chain rule", "PyTorch and JAX, activation functions"),
    see_also=("act.sigmoid", "act.relu", "ufunc.logaddexp"),
    tags=("softplus", "smooth ReLU", "activation"),
)
