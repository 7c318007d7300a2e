"""The trace of a quadratic form of matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xtbx",
    title="Trace of X^T B X",
    summary="The sum of one quadratic form over all columns of a matrix.",
    function="trace(X.T @ B @ X)",
    operands="X:(m,n); B:(m,m)",
    derivative={"grad[X]": "B @ X + B.T @ X"},
    why=(
        "Diagonal entry j is `x @ B @ x` for column j of `X`, and the gradient of that form is "
        "`B @ x + B.T @ x`. The columns do not meet, so the gradients stand side by side."
    ),
    pitfalls=(
        "`2 * B @ X` is right only for a symmetric `B`; in general only its symmetric part counts."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0, 2.0], [0.0, 4.0]],
            },
            value=51.0,
            gradients={"X": [[8.0, -2.0, 4.0], [26.0, -8.0, 4.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 108", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.trace.bxxt", "identity.trace.xbxt", "identity.trace.xtx"),
    tags=("quadratic form", "trace of a quadratic form"),
)
