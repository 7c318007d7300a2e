"""The inner product of two matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.inner_matrix",
    title="Frobenius inner product",
    summary="The sum of the products of corresponding entries of two matrices.",
    function="sum(A * B)",
    operands="A:(m,n); B:(m,n)",
    derivative={
        "grad[A]": "B",
        "grad[B]": "A",
        "d": "sum(dA * B) + sum(A * dB)",
        "same": ("trace(A.T @ B)", "reshape(A.T, (m*n,)) @ reshape(B.T, (m*n,))"),
    },
    why=(
        "Entry `(i, j)` of `A` occurs in one term only, multiplied by `B[i, j]`. It is the dot "
        "product of the two matrices read as vectors, so each gradient is the other matrix."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0, 0.0], [-1.0, 3.0, 5.0]],
                "B": [[4.0, 0.5, 2.0], [6.0, 1.0, -2.0]],
            },
            value=-8.0,
            gradients={
                "A": [[4.0, 0.5, 2.0], [6.0, 1.0, -2.0]],
                "B": [[1.0, 2.0, 0.0], [-1.0, 3.0, 5.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equations 103 and 521",),
    see_also=("reduce.dot", "linalg.trace", "linalg.norm_fro"),
)
