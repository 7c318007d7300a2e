"""Matrices times vectors, each in a stack of its own."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def matvec(A: Array, x: Array) -> Array:
    """`A @ x` for each pair of a matrix and a vector. Shapes: (..., m, n), (..., n) to (..., m)."""
    if len(shapes.of(x)) == 1:
        return op.matmul(A, x)
    return op.matmul(A, x[..., None])[..., 0]


def target(a: shapes.Shape, x: shapes.Shape) -> shapes.Shape:
    """The stacks broadcast together, then the rows."""
    return shapes.matmul(a, (*x, 1))[:-1] if len(x) > 1 else shapes.matmul(a, x)


rule = derived(
    id="reduce.matvec",
    title="Matrix times vector, in stacks",
    summary="A matrix times a vector, for every pair in two stacks.",
    function="matvec(A, x)",
    operands="A:(m,n); x:(n)",
    derivative={
        "vjp[A]": "outer(y_bar, x)",
        "vjp[x]": "A.T @ y_bar",
        "jac[x]": "A",
        "d": "dA @ x + A @ dx",
        "same": "A @ x",
    },
    expand=matvec,
    numpy=("numpy.matvec",),
    shape=target,
    analytic=True,
    why="It is the matrix product; the vectors lie along the last axis, so stacks need no new axis.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0], [3.0, 4.0]], "x": [[1.0, 0.0], [0.0, 10.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[[1.0, 3.0], [20.0, 40.0]],
            gradients={"A": [[1.0, 30.0], [2.0, 40.0]], "x": [[7.0, 10.0], [15.0, 22.0]]},
        ),
    ),
    references=("NumPy reference, matvec",),
    see_also=("reduce.vecmat", "linalg.matmul", "linalg.vecdot"),
)
