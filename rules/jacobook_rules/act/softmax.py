"""Softmax."""

from jacobook import TestVector, general, inf, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, axis: shapes.Axis = -1) -> Array:
    """`exp(x) / sum(exp(x))` along `axis`, with the largest entry shifted to 0."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return powers / np.sum(powers, axis=axis, keepdims=True)


def slope(direction: Array, y: Array, x: Array, *, axis: shapes.Axis = -1) -> Array:
    """`y * (v - dot(y, v))` along `axis`; the map is symmetric, so it serves both directions."""
    return y * (direction - op.sum(y * direction, axis=axis, keepdims=True))


rule = general(
    id="act.softmax",
    title="Softmax",
    summary="Positive weights with sum 1 whose logarithms differ as the entries do.",
    function="softmax(x)",
    operands="x:(n)",
    derivative={
        "jac[x]": "diag(y) - outer(y, y)",
        "vjp[x]": (
            "y * (y_bar - dot(y, y_bar))",
            "y * (y_bar - sum(y * y_bar, axis=-1, keepdims=True))",
        ),
        "d": ("y * (dx - dot(y, dx))", "y * (dx - sum(y * dx, axis=-1, keepdims=True))"),
        "same": ("exp(x) / sum(exp(x))", "exp(x - logsumexp(x))"),
    },
    op="softmax",
    primal=primal,
    parameters={"axis": -1},
    shape=shapes.unchanged,
    pushforward={"x": slope},
    pullback={"x": slope},
    variants=({"axis": 0}, {"axis": None}, {"axis": (0, 1)}),
    rewrites={
        "exp(x) / sum(exp(x))": "softmax(x, axis=None)",
        "exp(x) / sum(exp(x), axis=axis, keepdims=True)": "softmax(x, axis=axis)",
        "exp(log_softmax(x, axis=axis))": "softmax(x, axis=axis)",
    },
    why=(
        "With `s = sum(exp(x))` the quotient rule on `y[i] = exp(x[i]) / s` gives `y[i] * (1 - "
        "y[i])` for its own entry and `-y[i] * y[j]` for another. Together `diag(y) - outer(y, "
        "y)`: a symmetric matrix, so that pushing forward and pulling back are the same map."
    ),
    pitfalls=(
        "Adding a number to all entries changes nothing, so the Jacobian is singular. Its form "
        "`diag(y) - outer(y, y)` is for one vector; along an axis of a matrix each row has its "
        "own. The logarithm of a softmax should be written `log_softmax(x)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 0.0]},
            cotangent=[1.0, 0.0, 0.0],
            value=[0.24472847105479764, 0.6652409557748219, 0.09003057317038046],
            gradients={"x": [0.1848364465099787, -0.16280340198980442, -0.022033044520174298]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[0.0, 0.0], [3.0, 3.0]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 0.0], [0.0, 4.0]],
            value=[[0.5, 0.5], [0.5, 0.5]],
            gradients={"x": [[0.25, -0.25], [-1.0, 1.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="minus infinity",
            operands={"x": [0.0, -inf, 0.0]},
            cotangent=[1.0, 1.0, 0.0],
            value=[0.5, 0.0, 0.5],
            gradients={"x": [0.25, 0.0, -0.25]},
            why="A masked entry has no weight, and no influence.",
        ),
        TestVector(
            name="far out",
            operands={"x": [1000.0, 0.0]},
            cotangent=[1.0, 0.0],
            value=[1.0, 0.0],
            gradients={"x": [0.0, 0.0]},
            why="The exponentials would overflow; the weights do not.",
        ),
        TestVector(
            name="all minus infinity",
            operands={"x": [-inf, -inf]},
            value=[nan, nan],
            gradients={"x": [nan, nan]},
            why="Nothing is left to give weight to: an undefined value has an undefined slope.",
        ),
    ),
    references=("Matrix Cookbook, equation 569", "Standard, quotient rule"),
    see_also=("act.log_softmax", "reduce.logsumexp", "act.sigmoid"),
    aliases=("nn.softmax",),
    tags=("softmax", "normalised exponential", "gradient of softmax", "Jacobian of softmax"),
)
