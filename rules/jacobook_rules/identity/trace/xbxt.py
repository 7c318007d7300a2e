"""The trace of a quadratic form of the rows of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xbxt",
    title="Trace of X B X^T",
    summary="The sum of one quadratic form over all rows of a matrix.",
    function="trace(X @ B @ X.T)",
    operands="X:(m,n); B:(n,n)",
    derivative={"grad[X]": "X @ B.T + X @ B"},
    why=(
        "Diagonal entry i is `x @ B @ x` for row i of `X`, and the gradient of that form is "
        "`x @ B.T + x @ B`. The rows do not meet, so the gradients stand one below the other."
    ),
    pitfalls=(
        "`2 * X @ B` is right only for a symmetric `B`; in general only its symmetric part counts."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0, 0.0], [-1.0, 0.0, 3.0]],
                "B": [[1.0, 0.0, 2.0], [0.0, 1.0, 0.0], [1.0, 0.0, -1.0]],
            },
            value=-12.0,
            gradients={"X": [[2.0, 4.0, 3.0], [7.0, 0.0, -9.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 111",),
    see_also=("identity.trace.bxtx", "identity.trace.xtbx", "identity.trace.axbxtc"),
    tags=("quadratic form", "trace of a quadratic form"),
)
