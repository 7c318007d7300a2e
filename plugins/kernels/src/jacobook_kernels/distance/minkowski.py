"""The Minkowski distance of two points, of any order greater than 1."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def minkowski(x: Array, y: Array, *, p: float = 3) -> Array:
    """`sum(abs(x - y)**p)**(1 / p)`. Shapes: `x` (n,), `y` (n,)."""
    return op.normp(x - y, p=p)


def target(x: shapes.Shape, y: shapes.Shape, *, p: float = 3) -> shapes.Shape:
    """One number."""
    return shapes.reduced(shapes.broadcast(x, y))


rule = derived(
    id="dist.minkowski",
    title="Minkowski distance",
    summary="The p-th root of the sum of the p-th powers of the absolute differences.",
    function="minkowski(x, y, p=3)",
    operands="x:(n); y:(n)",
    result="d",
    derivative={
        "grad[x]": "sign(x - y) * (abs(x - y) / d)**2",
        "grad[y]": "sign(y - x) * (abs(x - y) / d)**2",
        "same": "sum(abs(x - y)**3)**(1 / 3)",
    },
    conditions="x and y differ, and p is greater than 1; in general the exponent 2 is `p - 1`.",
    expand=minkowski,
    parameters={"p": 3},
    shape=target,
    variants=({"p": 1.5}, {"p": 4}),
    why=(
        "Differentiate `d**p = sum(abs(x - y)**p)` and divide by `p * d**(p - 1)`. Quotients of "
        "differences and distance are left, which cannot overflow."
    ),
    pitfalls=(
        "Order 1 is the Manhattan distance and order 2 the Euclidean one; use their own rules. "
        "Below order 2 the curvature is infinite where two entries are equal."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0, 7.0], "y": [1.0, 5.0, 2.0]},
            value=6.0,
            gradients={"x": [0.25, -4 / 9, 25 / 36], "y": [-0.25, 4 / 9, -25 / 36]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="The subgradient of least norm.",
        ),
    ),
    references=("Matrix Cookbook, equation 527 (definition)",),
    see_also=("dist.euclidean", "dist.manhattan", "dist.chebyshev", "linalg.normp"),
    tags=("distance", "metric"),
)
