"""The determinant of a power."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.det.power",
    title="Determinant of X^p",
    summary="The determinant of a matrix multiplied by itself a whole number of times.",
    function="det(matrix_power(X, p))",
    operands="X:(n,n) inv",
    sizes={"p": 3},
    derivative={"grad[X]": "p * det(matrix_power(X, p)) * inv(X).T"},
    conditions="X is invertible and `p` is a whole number; the checks take 3.",
    why=(
        "The determinant of a product is the product of the determinants, so this is "
        "`det(X)**p`. The chain rule gives `p * det(X)**(p - 1)` times the gradient "
        "`det(X) * inv(X).T` of `det(X)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 5.0]]},
            value=-1.0,
            gradients={"X": [[15.0, -9.0], [-6.0, 3.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[2.0, 0.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="From the square on, the power of the determinant is flat where that is zero.",
        ),
    ),
    references=("Matrix Cookbook, equation 58", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.det", "linalg.matrix_power", "identity.det.inverse"),
    tags=("matrix power",),
)
