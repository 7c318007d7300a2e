"""The product of the eigenvalues."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.eig.product",
    title="Product of the eigenvalues is the determinant",
    summary="The eigenvalues of a matrix multiply to its determinant.",
    function="prod(eigvalsh(X))",
    operands="X:(n,n) sym*",
    derivative={"grad[X]": "det(X) * inv(X).T", "same": "det(X)"},
    conditions="X is symmetric and invertible here; the product is the determinant for any X.",
    why=(
        "By the eigenvalue `w[i]` the product has the slope `prod(w) / w[i]`. So the gradient is "
        "`V @ diag(prod(w) / w) @ V.T`, and that is the determinant times the inverse."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 1.0], [1.0, 3.0]]},
            value=5.0,
            gradients={"X": [[3.0, -1.0], [-1.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal eigenvalues",
            operands={"X": [[2.0, 0.0], [0.0, 2.0]]},
            value=4.0,
            gradients={"X": [[2.0, 0.0], [0.0, 2.0]]},
            why="The product is smooth where the single eigenvalues have kinks.",
        ),
        TestVector(
            name="an eigenvalue zero",
            operands={"X": [[1.0, 0.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 1.0]]},
            why="The cofactors: the product of the other eigenvalues, without a division.",
        ),
    ),
    references=("Matrix Cookbook, equation 66",),
    see_also=("linalg.eigvalsh", "linalg.det", "identity.eig.sum"),
)
