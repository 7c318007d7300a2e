"""The logarithm of softmax."""

from jacobook import TestVector, general, inf, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, axis: shapes.Axis = -1) -> Array:
    """`x - log(sum(exp(x)))` along `axis`, with the largest entry shifted to 0."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        shifted = x - np.max(x, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))


def push_x(x_dot: Array, y: Array, x: Array, *, axis: shapes.Axis = -1) -> Array:
    """`y_dot`: the tangent, less its mean under the weights. Shape: that of `x`."""
    return x_dot - op.sum(op.exp(y) * x_dot, axis=axis, keepdims=True)


def pull_x(y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = -1) -> Array:
    """`x_bar`: the cotangent, less its sum times the weights. Shape: that of `x`."""
    return y_bar - op.exp(y) * op.sum(y_bar, axis=axis, keepdims=True)


rule = general(
    id="act.log_softmax",
    title="Logarithm of softmax",
    summary="The logarithms of softmax, computed without overflow or loss of digits.",
    function="log_softmax(x)",
    operands="x:(n)",
    derivative={
        "jac[x]": "eye(n) - outer(ones(n), softmax(x))",
        "vjp[x]": (
            "y_bar - softmax(x) * sum(y_bar)",
            "y_bar - softmax(x) * sum(y_bar, axis=-1, keepdims=True)",
        ),
        "d": (
            "dx - dot(softmax(x), dx)",
            "dx - sum(softmax(x) * dx, axis=-1, keepdims=True)",
        ),
        "same": ("log(softmax(x))", "x - logsumexp(x)"),
    },
    op="log_softmax",
    primal=primal,
    parameters={"axis": -1},
    shape=shapes.unchanged,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    variants=({"axis": 0}, {"axis": None}, {"axis": (0, 1)}),
    rewrites={"log(softmax(x, axis=axis))": "log_softmax(x, axis=axis)"},
    why=(
        "It is `x - logsumexp(x)`: each entry moves with itself, and all of them move back by "
        "`dot(softmax(x), dx)`, the slope of the logarithm of the sum."
    ),
    pitfalls="`log(softmax(x))` is -inf where a weight underflows; this form is not.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 0.0]},
            cotangent=[1.0, 0.0, 0.0],
            value=[-1.4076059644443804, -0.4076059644443803, -2.4076059644443803],
            gradients={"x": [0.7552715289452023, -0.6652409557748219, -0.09003057317038046]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[0.0, 0.0], [3.0, 3.0]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 0.0], [0.0, 4.0]],
            value=[
                [-0.6931471805599453, -0.6931471805599453],
                [-0.6931471805599453, -0.6931471805599453],
            ],
            gradients={"x": [[0.5, -0.5], [-2.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="minus infinity",
            operands={"x": [0.0, -inf]},
            cotangent=[1.0, 0.0],
            value=[0.0, -inf],
            gradients={"x": [0.0, 0.0]},
            why="A masked entry has no weight, and no influence on the others.",
        ),
        TestVector(
            name="far out",
            operands={"x": [1000.0, 0.0]},
            cotangent=[0.0, 1.0],
            value=[0.0, -1000.0],
            gradients={"x": [-1.0, 1.0]},
            why="The weight underflows; its logarithm and the slope do not.",
        ),
        TestVector(
            name="all minus infinity",
            operands={"x": [-inf, -inf]},
            value=[nan, nan],
            gradients={"x": [nan, nan]},
            why="Nothing is left to give weight to: an undefined value has an undefined slope.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("act.softmax", "reduce.logsumexp"),
    aliases=("nn.log_softmax",),
    tags=("log-softmax", "cross entropy"),
)
