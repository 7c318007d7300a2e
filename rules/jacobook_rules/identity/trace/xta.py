"""The trace of a transposed matrix times a constant one."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xta",
    title="Trace of X^T A",
    summary="The inner product of two matrices, written as a trace.",
    function="trace(X.T @ A)",
    operands="X:(m,n); A:(m,n)",
    derivative={"grad[X]": "A", "same": "sum(X * A)"},
    why=(
        "Diagonal entry j of `X.T @ A` is the dot product of column j of `X` with column j of "
        "`A`. Their sum is the sum of all products of matching entries, so each entry of `X` has "
        "the matching entry of `A` for its slope."
    ),
    pitfalls=(
        "To compute the value write `sum(X * A)`: the matrix product makes entries off the "
        "diagonal, which the trace throws away."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]],
                "A": [[4.0, 1.0, 5.0], [2.0, -3.0, 1.0]],
            },
            value=12.0,
            gradients={"X": [[4.0, 1.0, 5.0], [2.0, -3.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 103", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.inner_matrix", "identity.trace.axt", "identity.trace.product_sum"),
    tags=("Frobenius inner product", "trace of a product"),
)
