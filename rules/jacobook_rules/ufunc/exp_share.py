"""The share of one exponential in the sum of two."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(x: Array, a: Array) -> Array:
    """`exp(x) / (exp(x) + exp(a))`, scaled so that the larger exponential is 1."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        gap = np.where(x == a, 0.0, np.subtract(x, a))
        smaller = np.exp(-np.abs(gap))
    return np.where(gap >= 0, 1.0, smaller) / (1.0 + smaller)


rule = elementwise(
    id="ufunc.exp_share",
    title="Share of an exponential",
    summary="The first of two exponentials divided by their sum, without overflow.",
    function="exp_share(x, a)",
    operands="x:(n); a:(n)",
    partials={"x": "y * exp_share(a, x)", "a": "-y * exp_share(a, x)"},
    also={
        "elem[x]": "y * (1 - y)",
        "elem[a]": "-y * (1 - y)",
        "same": ("exp(x) / (exp(x) + exp(a))", "1 / (1 + exp(a - x))"),
    },
    primal=primal,
    why=(
        "With `s = 1 / (1 + exp(a - x))` the chain rule gives `s**2 * exp(a - x)`, and `s * "
        "exp(a - x)` is the other share, `1 - s`. The other share is computed on its own, "
        "because `1 - y` loses all digits where `y` is close to 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -2.0], "a": [0.25, 3.0]},
            value=[0.679178699175393, 0.0066928509242848554],
            gradients={
                "x": [0.21789499376181404, 0.006648056670790155],
                "a": [-0.21789499376181404, -0.006648056670790155],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="both minus infinity",
            operands={"x": [-inf], "a": [-inf]},
            value=[0.5],
            gradients={"x": [0.25], "a": [-0.25]},
            why="The limit along equal operands.",
        ),
        TestVector(
            name="far out",
            operands={"x": [40.0], "a": [0.0]},
            value=[1.0],
            gradients={"x": [4.248354255291589e-18], "a": [-4.248354255291589e-18]},
            why="`1 - y` would round to 0.",
        ),
        TestVector(
            name="underflow",
            operands={"x": [-1000.0], "a": [0.0]},
            value=[0.0],
            gradients={"x": [0.0], "a": [0.0]},
            why="Nothing overflows on the way.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=(
        "ufunc.logaddexp",
        "ufunc.tanh",
    ),
)
