"""The product of the entries."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def push_x(
    x_dot: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`y_dot`: each entry's tangent times the product of the others, summed."""
    return op.sum(op.prod_others(x, axis=axis) * x_dot, axis=axis, keepdims=keepdims)


def pull_x(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: the cotangent times the product of the other entries. Shape: that of `x`."""
    if axis is not None and not keepdims:
        y_bar = op.reshape(y_bar, shape=shapes.reduced(x.shape, axis, keepdims=True), order="C")
    return y_bar * op.prod_others(x, axis=axis)


rule = general(
    id="reduce.prod",
    title="Product of the entries",
    summary="The product of the entries, or of those along some axes.",
    function="prod(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "prod_others(x)",
        "vjp[x]": "y_bar * prod_others(x)",
        "d": "dot(prod_others(x), dx)",
    },
    op="prod",
    primal="numpy.prod",
    full_call="prod_call",
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    variants=(
        {"axis": 0},
        {"axis": -1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"axis": (0, -1), "keepdims": True},
        {"keepdims": True},
    ),
    analytic=True,
    why=(
        "As a function of one entry the product is that entry times a number: the product of the "
        "others. That number is the slope."
    ),
    pitfalls=(
        "The slope is often written `prod(x) / x`, which is undefined where an entry is zero. The "
        "product of the others needs no division."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -3.0, 5.0]},
            value=-30.0,
            gradients={"x": [-15.0, 10.0, -6.0]},
        ),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis": 1},
            cotangent=[10.0, 100.0],
            value=[2.0, 12.0],
            gradients={"x": [[20.0, 10.0], [400.0, 300.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="one zero",
            operands={"x": [2.0, 0.0, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 6.0, 0.0]},
            why="Only the zero entry can move the product away from zero.",
        ),
        TestVector(
            name="two zeros",
            operands={"x": [0.0, 5.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0, 0.0]},
            why="No single entry can move the product away from zero.",
        ),
    ),
    references=("NumPy reference, prod",),
    see_also=("reduce.sum", "reduce.prod_others", "array.cumprod"),
)
