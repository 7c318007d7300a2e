"""The determinant of a symmetric quadratic form."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.det.xtax_sym",
    title="Determinant of X^T A X, A symmetric",
    summary="The determinant of a quadratic form with a symmetric weight and a tall matrix.",
    function="det(X.T @ A @ X)",
    operands="X:(m,n) rank; A:(m,m) spd",
    derivative={"grad[X]": "2 * det(X.T @ A @ X) * A @ X @ inv(X.T @ A @ X)"},
    conditions="A is symmetric, `X.T @ A @ X` invertible; so X has no more columns than rows.",
    why=(
        "With `M = X.T @ A @ X` we have `d det(M) = det(M) * trace(inv(M) @ dM)`, and "
        "`dM = dX.T @ A @ X + X.T @ A @ dX`. As `A` and `inv(M)` are symmetric, both terms give the "
        "same trace: `2 * det(M) * trace(inv(M) @ X.T @ A @ dX)`."
    ),
    pitfalls=(
        "With more columns than rows the determinant is identically zero, and `inv` fails. If A is "
        "not symmetric the two terms differ."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]],
                "A": [[2.0, 1.0, 0.0], [1.0, 2.0, 0.0], [0.0, 0.0, 1.0]],
            },
            value=5.0,
            gradients={"X": [[6.0, 2.0], [0.0, 10.0], [4.0, -2.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 53", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.det.xtax", "identity.det.xtax_square", "identity.logdet.xtx"),
    tags=("determinant of a quadratic form", "Gram determinant"),
)
