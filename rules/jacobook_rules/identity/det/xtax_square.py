"""The determinant of a quadratic form of a square matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.det.xtax_square",
    title="Determinant of X^T A X, X square",
    summary="The determinant of a quadratic form of a square matrix.",
    function="det(X.T @ A @ X)",
    operands="X:(n,n) inv; A:(n,n)",
    derivative={"grad[X]": "2 * det(X.T @ A @ X) * inv(X).T"},
    conditions="X is square and invertible; A need not be symmetric or invertible.",
    why=(
        "All factors are square, so the determinant is `det(A) * det(X)**2`. The chain rule gives "
        "`2 * det(A) * det(X)` times the gradient `det(X) * inv(X).T` of `det(X)`."
    ),
    pitfalls="A rectangular X has no inverse: use the form for a general A.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 5.0]], "A": [[2.0, 1.0], [0.0, 3.0]]},
            value=6.0,
            gradients={"X": [[-60.0, 36.0], [24.0, -12.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]], "A": [[2.0, 1.0], [0.0, 3.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The function has the factor `det(X)**2`, which is flat where `det(X)` is zero.",
        ),
    ),
    references=("Matrix Cookbook, equation 52", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.det.xtax", "identity.det.xtax_sym", "identity.det.axb"),
    tags=("determinant of a quadratic form",),
)
