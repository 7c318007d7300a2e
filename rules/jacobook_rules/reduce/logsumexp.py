"""The logarithm of the sum of exponentials."""

from jacobook import TestVector, general, inf, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, axis: shapes.Axis = None, keepdims: bool = False) -> Array:
    """`log(sum(exp(x)))` of all entries or along `axis`, with the largest shifted to 0."""
    import numpy as np

    top = np.max(x, axis=axis, keepdims=True)
    top = np.where(np.isinf(top), np.zeros_like(top), top)
    with np.errstate(divide="ignore"):
        y = np.log(np.sum(np.exp(x - top), axis=axis, keepdims=True)) + top
    return y if keepdims else np.reshape(y, shapes.reduced(x.shape, axis))


def weights(x: Array, y: Array, axis: shapes.Axis) -> Array:
    """The softmax of `x`; entries that equal an infinite value share the weight equally."""
    boundless = (y == inf) | (y == -inf)
    infinite = (x == y) & boundless
    shift = stop(op.where(boundless & (x != y), y, 0.0))  # of which the softmax does not depend
    return op.softmax(op.where(infinite, 0.0, x) - shift, axis=axis)


def kept(v: Array, x: Array, axis: shapes.Axis, keepdims: bool) -> Array:
    """A value or cotangent with the reduced axes put back as axes of size 1."""
    if keepdims:
        return v
    return op.reshape(v, shape=shapes.reduced(x.shape, axis, keepdims=True), order="C")


def push_x(
    x_dot: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`y_dot`: the mean of the tangent under the weights. Shape: that of `y`."""
    share = weights(x, kept(y, x, axis, keepdims), axis)
    return op.sum(share * x_dot, axis=axis, keepdims=keepdims)


def pull_x(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: the cotangent, shared out by the weights. Shape: that of `x`."""
    share = weights(x, kept(y, x, axis, keepdims), axis)
    return kept(y_bar, x, axis, keepdims) * share


rule = general(
    id="reduce.logsumexp",
    title="Log-sum-exp",
    summary="The logarithm of the sum of the exponentials: a smooth maximum.",
    function="logsumexp(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "softmax(x)",
        "vjp[x]": "y_bar * softmax(x)",
        "hess[x]": "diag(softmax(x)) - outer(softmax(x), softmax(x))",
        "d": "dot(softmax(x), dx)",
        "same": "log(sum(exp(x)))",
    },
    op="logsumexp",
    primal=primal,
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    variants=(
        {"axis": 0},
        {"axis": -1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"keepdims": True},
    ),
    rewrites={
        "log(sum(exp(x), axis=axis, keepdims=keepdims))": "logsumexp(x, axis=axis, keepdims=keepdims)",
    },
    why=(
        "By the chain rule the slope in `x[i]` is `exp(x[i]) / sum(exp(x))`: its share in the "
        "sum. The shares add up to 1, as those of a maximum do."
    ),
    pitfalls="Written as `log(sum(exp(x)))`, it overflows as soon as an entry exceeds 709.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 0.0]},
            value=2.4076059644443803,
            gradients={"x": [0.24472847105479764, 0.6652409557748219, 0.09003057317038046]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[0.0, 0.0], [3.0, 3.0]]},
            parameters={"axis": 1},
            cotangent=[10.0, 100.0],
            value=[0.6931471805599453, 3.6931471805599453],
            gradients={"x": [[5.0, 5.0], [50.0, 50.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [5000.0, 0.0]},
            value=5000.0,
            gradients={"x": [1.0, 0.0]},
            why="The exponentials would overflow; the shares do not.",
        ),
        TestVector(
            name="one entry minus infinity",
            operands={"x": [0.0, -inf]},
            value=0.0,
            gradients={"x": [1.0, 0.0]},
            why="A masked entry adds nothing, and has no share.",
        ),
        TestVector(
            name="all minus infinity",
            operands={"x": [-inf, -inf]},
            value=-inf,
            gradients={"x": [0.5, 0.5]},
            why="The limit along equal entries: each has an equal share.",
        ),
        TestVector(
            name="infinity",
            operands={"x": [inf, 0.0]},
            value=inf,
            gradients={"x": [1.0, 0.0]},
            why="The infinite entry has the whole share.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 0.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Boyd & Vandenberghe 2004, section 3.1.5",),
    see_also=("act.softmax", "act.log_softmax", "ufunc.logaddexp", "reduce.max"),
    aliases=("nn.logsumexp",),
    tags=("log-sum-exp", "smooth maximum", "cumulant"),
)
