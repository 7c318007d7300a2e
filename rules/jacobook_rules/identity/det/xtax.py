"""The determinant of a quadratic form."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.det.xtax",
    title="Determinant of X^T A X",
    summary="The determinant of a quadratic form with any weight and a tall matrix.",
    function="det(X.T @ A @ X)",
    operands="X:(m,n) rank; A:(m,m)",
    derivative={
        "grad[X]": ("det(X.T @ A @ X) * (A @ X @ inv(X.T @ A @ X) + A.T @ X @ inv(X.T @ A.T @ X))")
    },
    conditions="`X.T @ A @ X` is invertible; so X has no more columns than rows.",
    why=(
        "With `M = X.T @ A @ X` we have `d det(M) = det(M) * trace(inv(M) @ dM)`, and "
        "`dM = dX.T @ A @ X + X.T @ A @ dX`. The first term has the gradient `A @ X @ inv(M)`. The "
        "second is the trace of `inv(M) @ X.T @ A @ dX`, with the gradient `A.T @ X @ inv(M.T)`."
    ),
    pitfalls=(
        "With more columns than rows the determinant is identically zero, and `inv` fails. "
        "Where it is zero by chance, write `cofactor(M)` for `det(M) * inv(M).T`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]],
                "A": [[1.0, 2.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            },
            value=2.0,
            gradients={"X": [[2.0, 2.0], [0.0, 4.0], [2.0, -2.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 54", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.det.xtax_sym", "identity.det.xtax_square", "linalg.det"),
    tags=("determinant of a quadratic form",),
)
