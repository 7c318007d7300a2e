"""The trace of a constant matrix times a transposed one."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.axt",
    title="Trace of A X^T",
    summary="The inner product of two matrices, written as a trace over their rows.",
    function="trace(A @ X.T)",
    operands="X:(m,n); A:(m,n)",
    derivative={"grad[X]": "A"},
    why=(
        "Diagonal entry i of `A @ X.T` is the dot product of row i of `A` with row i of `X`. "
        "Their sum is `sum(X * A)`, which is linear with the coefficients `A`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[2.0, -1.0], [0.0, 3.0], [1.0, 1.0]],
                "A": [[1.0, 4.0], [5.0, 2.0], [-2.0, 0.0]],
            },
            value=2.0,
            gradients={"X": [[1.0, 4.0], [5.0, 2.0], [-2.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 104", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.trace.xta", "identity.trace.cyclic", "linalg.inner_matrix"),
    tags=("Frobenius inner product", "trace of a product"),
)
