"""The p-norm."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, p: float = 3, axis: shapes.Axis = None, keepdims: bool = False) -> Array:
    """`sum(abs(x)**p)**(1 / p)`, of all entries or along `axis`."""
    return op.sum(op.absolute(x) ** p, axis=axis, keepdims=keepdims) ** (1 / p)


def pull_x(
    y_bar: Array,
    y: Array,
    x: Array,
    *,
    p: float = 3,
    axis: shapes.Axis = None,
    keepdims: bool = False,
) -> Array:
    """`x_bar = y_bar * sign(x) * (abs(x) / y)**(p - 1)`, and 0 where the norm is 0."""
    if axis is not None and not keepdims:
        kept = shapes.reduced(x.shape, axis, keepdims=True)
        y, y_bar = (op.reshape(v, shape=kept, order="C") for v in (y, y_bar))
    ratio = op.absolute(x) / op.where(y == 0, 1.0, y)
    return y_bar * (op.sign(x) * ratio ** (p - 1))


def target(
    x: shapes.Shape, *, p: float = 3, axis: shapes.Axis = None, keepdims: bool = False
) -> shapes.Shape:
    """The shape left by a reduction."""
    return shapes.reduced(x, axis, keepdims)


rule = general(
    id="linalg.normp",
    title="p-norm",
    summary="The p-th root of the sum of the p-th powers of the absolute values.",
    function="normp(x, 3)",
    operands="x:(n) nonzero",
    derivative={
        "grad[x]": "sign(x) * (abs(x) / normp(x, 3))**2",
        "d": "sum(sign(x) * (abs(x) / y)**2 * dx)",
        "same": "sum(abs(x)**3)**(1 / 3)",
    },
    conditions="x is not zero and p is greater than 1; in general the exponent 2 is `p - 1`.",
    op="normp",
    primal=primal,
    parameters={"p": 3, "axis": None, "keepdims": False},
    shape=target,
    pullback={"x": pull_x},
    variants=(
        {"p": 1.5},
        {"p": 4, "axis": 0},
        {"p": 2.5, "axis": -1},
        {"p": 3, "axis": 0, "keepdims": True},
    ),
    why=(
        "From `y**p = sum(abs(x)**p)` follows `p * y**(p - 1) * dy = sum(p * abs(x)**(p - 1) * "
        "sign(x) * dx)`. Divide by `p * y**(p - 1)`: quotients of entries and norm are left, "
        "which cannot overflow."
    ),
    pitfalls=(
        "For p below 2 the second derivative is infinite at a zero entry. For p = 1 and p = inf "
        "use the 1-norm and the infinity norm."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0, 5.0]},
            value=6.0,
            gradients={"x": [0.25, -4 / 9, 25 / 36]},
        ),
        TestVector(
            name="p 1.5",
            operands={"x": [4.0, -1.0, 16.0]},
            parameters={"p": 1.5},
            value=17.46687611840852,
            gradients={"x": [0.4785445511892746, -0.2392722755946373, 0.9570891023785492]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The subgradient of least norm.",
        ),
        TestVector(
            name="zero entry, p 1.5",
            operands={"x": [0.0, -4.0]},
            parameters={"p": 1.5},
            value=4.0,
            gradients={"x": [0.0, -1.0]},
            why="The slope of `abs(x)**1.5` is 0 at 0.",
        ),
    ),
    references=("Matrix Cookbook, equation 527 (definition)",),
    see_also=("linalg.norm2", "linalg.norm1", "linalg.norminf", "linalg.norm"),
)
