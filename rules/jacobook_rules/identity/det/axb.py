"""The determinant of a product of square matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.det.axb",
    title="Determinant of A X B",
    summary="The determinant of a square matrix between two constant square ones.",
    function="det(A @ X @ B)",
    operands="A:(n,n) inv; X:(n,n) inv; B:(n,n) inv",
    derivative={
        "grad[X]": ("det(A @ X @ B) * inv(X).T", "det(A) * det(B) * cofactor(X)"),
    },
    conditions="A, X and B are square; the form with `inv` needs an invertible X.",
    why=(
        "The determinant of a product of square matrices is `det(A) * det(X) * det(B)`. Only the "
        "middle factor moves, and its gradient is `det(X) * inv(X).T`."
    ),
    pitfalls=(
        "The Cookbook prints the formula without its condition. For rectangular `A` and `B` the "
        "factors have no determinants, and `X` need not be square at all; then the gradient is "
        "`A.T @ cofactor(A @ X @ B) @ B.T`."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[2.0, 1.0], [0.0, 1.0]],
                "X": [[1.0, 2.0], [3.0, 5.0]],
                "B": [[1.0, 0.0], [4.0, 3.0]],
            },
            value=-6.0,
            gradients={"X": [[30.0, -18.0], [-12.0, 6.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={
                "A": [[2.0, 1.0], [0.0, 1.0]],
                "X": [[1.0, 2.0], [2.0, 4.0]],
                "B": [[1.0, 0.0], [4.0, 3.0]],
            },
            value=0.0,
            gradients={"X": [[24.0, -12.0], [-12.0, 6.0]]},
            why="No inverse exists, but a polynomial has a gradient everywhere.",
        ),
    ),
    references=("Matrix Cookbook, equation 51", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.det", "linalg.cofactor", "identity.det.xtax_square"),
    tags=("determinant of a product",),
)
