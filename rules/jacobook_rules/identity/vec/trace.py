"""The inner product of two matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.vec.trace",
    title="Trace of A^T B as a dot product",
    summary=(
        "The trace of one matrix transposed times another is the dot product of their stacked "
        "columns."
    ),
    function="trace(A.T @ B)",
    operands="A:(m,n); B:(m,n)",
    derivative={
        "same": (
            "vec(A) @ vec(B)",
            "sum(A * B)",
        ),
        "grad[A]": "B",
        "grad[B]": "A",
    },
    why=(
        "Entry `(j, j)` of `A.T @ B` is the dot product of the columns `j`. Their sum "
        "multiplies every entry of `A` with the entry of `B` at the same place, so each is the "
        "slope by the other."
    ),
    pitfalls="In code write `sum(A * B)`: it needs no matrix product.",
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0, 0.0], [3.0, -1.0, 4.0]],
                "B": [[1.0, 1.0, 2.0], [0.0, 5.0, 3.0]],
            },
            value=10.0,
            gradients={
                "A": [[1.0, 1.0, 2.0], [0.0, 5.0, 3.0]],
                "B": [[1.0, 2.0, 0.0], [3.0, -1.0, 4.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 521",),
    see_also=("linalg.inner_matrix", "identity.vec.vec", "reduce.dot"),
    tags=("Frobenius inner product", "trace", "vec", "Tr(A^T B)"),
)
