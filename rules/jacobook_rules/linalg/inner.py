"""Products of two arrays summed over their last axes."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def inner(a: Array, b: Array) -> Array:
    """All dot products of a row of `a` with a row of `b`; for a scalar, the product."""
    axes = len(shapes.of(a)), len(shapes.of(b))
    if 0 in axes:
        return op.multiply(a, b)
    if axes == (1, 1):
        return op.dot(a, b)
    return op.tensordot(a, b, axes=((-1,), (-1,)))


def target(a: shapes.Shape, b: shapes.Shape) -> shapes.Shape:
    """The shapes joined, without their last axes."""
    return shapes.tensordot(a, b, ((-1,), (-1,))) if a and b else (*a, *b)


rule = derived(
    id="linalg.inner",
    title="Inner product over the last axes",
    summary="All dot products of a row of one array with a row of another.",
    function="inner(A, B)",
    operands="A:(m,k); B:(n,k)",
    result="Y",
    derivative={
        "vjp[A]": "Y_bar @ B",
        "vjp[B]": "Y_bar.T @ A",
        "d": "inner(dA, B) + inner(A, dB)",
        "same": "A @ B.T",
    },
    expand=inner,
    numpy=("numpy.inner",),
    shape=target,
    analytic=True,
    why="For matrices it is `A @ B.T`, and follows the rule of the matrix product.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0]], "B": [[3.0, 4.0], [0.0, -1.0]]},
            cotangent=[[1.0, 10.0]],
            value=[[11.0, -2.0]],
            gradients={"A": [[3.0, -6.0]], "B": [[1.0, 2.0], [10.0, 20.0]]},
        ),
    ),
    references=("NumPy reference, inner",),
    see_also=("reduce.dot", "linalg.matmul", "linalg.tensordot"),
    tags=("inner product",),
)
