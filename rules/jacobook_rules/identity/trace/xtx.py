"""The trace of the Gram matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xtx",
    title="Trace of X^T X",
    summary="The sum of the squares of all entries of a matrix, written as a trace.",
    function="trace(X.T @ X)",
    operands="X:(m,n)",
    derivative={"grad[X]": "2 * X", "same": "trace(X @ X.T)"},
    why=(
        "Diagonal entry j of `X.T @ X` is the squared length of column j. Their sum is the sum "
        "of the squares of all entries, and so is the sum of the squared lengths of the rows. "
        "Each square has the slope `2 * X[i, j]`."
    ),
    pitfalls="This is the squared Frobenius norm. `trace(X @ X)` is another function.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, -1.0], [3.0, 0.0]]},
            value=15.0,
            gradients={"X": [[2.0, 4.0], [0.0, -2.0], [6.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 115",),
    see_also=("linalg.norm_fro_squared", "identity.trace.x2", "linalg.gram"),
    tags=("Frobenius norm", "sum of squares"),
)
