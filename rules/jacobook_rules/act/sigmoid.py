"""The logistic sigmoid."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array) -> Array:
    """`1 / (1 + exp(-x))`, by the exponential that cannot overflow."""
    import numpy as np

    smaller = np.exp(-np.abs(x))
    return np.where(x >= 0, 1.0, smaller) / (1.0 + smaller)


rule = elementwise(
    id="act.sigmoid",
    title="Logistic sigmoid",
    summary="A smooth step from 0 to 1: the probability whose log-odds are the entry.",
    function="sigmoid(x)",
    operands="x:(n)",
    partials={"x": "y * sigmoid(-x)"},
    also={
        "elem[x]": ("y * (1 - y)", "sigmoid(x) * (1 - sigmoid(x))"),
        "jac[x]": "diag(y * (1 - y))",
        "same": ("1 / (1 + exp(-x))", "exp(x) / (1 + exp(x))", "(1 + tanh(x / 2)) / 2"),
    },
    primal=primal,
    numpy=("scipy.special.expit",),
    rewrites={
        "1 / (1 + exp(-x))": "sigmoid(x)",
        "exp(x) / (1 + exp(x))": "sigmoid(x)",
        "exp(x) * sigmoid(-x)": "sigmoid(x)",
    },
    why=(
        "The chain rule on `1 / (1 + exp(-x))` gives `exp(-x) / (1 + exp(-x))**2`, which is "
        "`y * (1 - y)`. And `1 - y` is `sigmoid(-x)`, which is computed on its own, because the "
        "difference loses all digits where `y` is close to 1."
    ),
    pitfalls=(
        "Written as `1 / (1 + exp(-x))`, the exponential overflows for very negative entries. The "
        "slope is at most 1/4: through many layers the gradients vanish."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.0, 1.0, -3.0]},
            value=[0.5, 0.7310585786300049, 0.04742587317756678],
            gradients={"x": [0.25, 0.19661193324148185, 0.04517665973091213]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far right",
            operands={"x": [40.0]},
            value=[1.0],
            gradients={"x": [4.248354255291589e-18]},
            why="`1 - y` would round to 0.",
        ),
        TestVector(
            name="far left",
            operands={"x": [-1000.0]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="Both underflow to 0, and nothing overflows on the way.",
        ),
        TestVector(
            name="infinite",
            operands={"x": [-inf, inf]},
            value=[0.0, 1.0],
            gradients={"x": [0.0, 0.0]},
            why="The limits.",
        ),
    ),
    references=("Standard, quotient rule", "PyTorch and JAX, activation functions"),
    see_also=("act.softplus", "act.softmax", "ufunc.exp_share", "ufunc.tanh"),
    aliases=("logistic", "expit"),
    tags=("logistic function", "sigmoid", "expit", "activation"),
)
