"""The Euclidean norm."""

from jacobook import TestVector, general, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, axis: shapes.Axis = None, keepdims: bool = False) -> Array:
    """The root of the sum of squares, of all entries or along `axis`."""
    return op.sqrt(op.sum(x * x, axis=axis, keepdims=keepdims))


def unit(x: Array, y: Array, axis: shapes.Axis, keepdims: bool) -> Array:
    """`x / norm2(x)`, and 0 where the norm is 0. Shape: that of `x`."""
    if axis is not None and not keepdims:
        y = op.reshape(y, shape=shapes.reduced(x.shape, axis, keepdims=True), order="C")
    return x / op.where(y == 0, 1.0, y)


def push_x(
    x_dot: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`y_dot`: the part of the tangent along `x`."""
    return op.sum(unit(x, y, axis, keepdims) * x_dot, axis=axis, keepdims=keepdims)


def pull_x(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: the cotangent times the unit vector along `x`."""
    slope = unit(x, y, axis, keepdims)
    if axis is not None and not keepdims:
        y_bar = op.reshape(y_bar, shape=shapes.reduced(x.shape, axis, keepdims=True), order="C")
    return y_bar * slope


rule = general(
    id="linalg.norm2",
    title="Euclidean norm",
    summary="The length of a vector: the root of the sum of its squared entries.",
    function="norm2(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "x / norm2(x)",
        "vjp[x]": "y_bar * x / y",
        "d": "dot(x, dx) / norm2(x)",
        "same": "sqrt(dot(x, x))",
    },
    conditions="x is not zero.",
    op="norm2",
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
        "sqrt(sum(x**2, axis=axis, keepdims=keepdims))": "norm2(x, axis=axis, keepdims=keepdims)",
        "sqrt(sum(x * x, axis=axis, keepdims=keepdims))": "norm2(x, axis=axis, keepdims=keepdims)",
        "sqrt(sum(square(x), axis=axis, keepdims=keepdims))": "norm2(x, axis=axis, keepdims=keepdims)",
        "sum(x**2, axis=axis, keepdims=keepdims)**0.5": "norm2(x, axis=axis, keepdims=keepdims)",
        "sqrt(x @ x)": "norm2(x)",
        "sqrt(dot(x, x))": "norm2(x)",
        "(x @ x)**0.5": "norm2(x)",
    },
    why=(
        "From `y**2 = dot(x, x)` follows `2 * y * dy = 2 * dot(x, dx)`, so `dy = dot(x, dx) / y`. "
        "The gradient is the unit vector along `x`: the length grows fastest outwards, at rate 1."
    ),
    pitfalls=(
        "At the zero vector the norm has a kink. Here its slope is 0. Differentiated step by step, "
        "the root of the sum of squares gives 0/0, so it is recorded as this norm."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0]},
            value=5.0,
            gradients={"x": [0.6, -0.8]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[3.0, 5.0], [4.0, -12.0]]},
            parameters={"axis": 0},
            cotangent=[10.0, 13.0],
            value=[5.0, 13.0],
            gradients={"x": [[6.0, 5.0], [8.0, -12.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="Every vector of the unit ball is a subgradient; the shortest is 0.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=(
        "Matrix Cookbook, equation 129",
        "Wikipedia, Matrix calculus (scalar-by-vector)",
    ),
    see_also=("linalg.norm2.distance", "linalg.norm2.hessian", "linalg.normalize", "linalg.norm"),
    tags=("L2 norm", "length of a vector"),
)
