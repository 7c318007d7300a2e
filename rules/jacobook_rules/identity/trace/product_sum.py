"""The trace of a product as a sum of products."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.product_sum",
    title="Trace of A B as a sum",
    summary="The trace of a product is the sum of the products of mirrored entries.",
    function="trace(A @ B)",
    operands="A:(m,n); B:(n,m)",
    derivative={"same": "sum(A * B.T)", "grad[A]": "B.T", "grad[B]": "A.T"},
    why=(
        "Diagonal entry i of `A @ B` is the sum over j of `A[i, j] * B[j, i]`. Over all i that is "
        "`sum(A * B.T)`, in which each entry of one matrix is multiplied by one entry of the other."
    ),
    pitfalls=(
        "Compute `sum(A * B.T)`: it needs `m * n` products, where `A @ B` needs `m * m * n` and "
        "uses only the diagonal."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]],
                "B": [[1.0, 4.0], [2.0, 0.0], [-1.0, 5.0]],
            },
            value=20.0,
            gradients={
                "A": [[1.0, 2.0, -1.0], [4.0, 0.0, 5.0]],
                "B": [[1.0, 0.0], [2.0, -1.0], [0.0, 3.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equations 100, 103 and 521",),
    see_also=("identity.trace.xa", "identity.trace.cyclic", "linalg.inner_matrix"),
    tags=("trace of a product", "Frobenius inner product"),
)
