"""Vectors times matrices, each in a stack of its own."""

from jacobook import TestVector, derived, is_complex, shapes
from jacobook import operations as op
from jacobook.rule import Array


def vecmat(x: Array, A: Array) -> Array:
    """`x @ A` for each pair of a vector and a matrix. Shapes: (..., m), (..., m, n) to (..., n).

    As in NumPy, a complex `x` is conjugated.
    """
    if is_complex(x):
        x = op.conjugate(x)
    if len(shapes.of(x)) == 1:
        return op.matmul(x, A)
    return op.matmul(x[..., None, :], A)[..., 0, :]


def target(x: shapes.Shape, a: shapes.Shape) -> shapes.Shape:
    """The stacks broadcast together, then the columns."""
    if len(x) == 1:
        return shapes.matmul(x, a)
    made = shapes.matmul((*x[:-1], 1, x[-1]), a)
    return (*made[:-2], made[-1])


rule = derived(
    id="reduce.vecmat",
    title="Vector times matrix, in stacks",
    summary="A vector times a matrix, for every pair in two stacks.",
    function="vecmat(x, A)",
    operands="x:(m); A:(m,n)",
    derivative={
        "vjp[x]": "A @ y_bar",
        "vjp[A]": "outer(x, y_bar)",
        "jac[x]": "A.T",
        "d": "dx @ A + x @ dA",
        "same": "x @ A",
    },
    expand=vecmat,
    numpy=("numpy.vecmat",),
    shape=target,
    why="It is the matrix product; the vectors lie along the last axis, so stacks need no new axis.",
    pitfalls="NumPy conjugates complex vectors here, as `vecdot` does; `x @ A` does not.",
    vectors=(
        TestVector(
            operands={"x": [[1.0, 0.0], [0.0, 10.0]], "A": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 2.0], [3.0, 4.0]],
            value=[[1.0, 2.0], [30.0, 40.0]],
            gradients={"x": [[5.0, 11.0], [11.0, 25.0]], "A": [[1.0, 2.0], [30.0, 40.0]]},
        ),
    ),
    references=("NumPy reference, vecmat",),
    see_also=("reduce.matvec", "linalg.matmul", "linalg.vecdot"),
)
