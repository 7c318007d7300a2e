"""A bilinear form of the inverse."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.inv.axb",
    title="a^T X^-1 b",
    summary="A bilinear form of the inverse of a matrix.",
    function="a @ inv(X) @ b",
    operands="X:(n,n) inv; a:(n); b:(n)",
    derivative={"grad[X]": "-inv(X).T @ outer(a, b) @ inv(X).T"},
    conditions="X is invertible.",
    why=(
        "`d inv(X) = -inv(X) @ dX @ inv(X)`, so the change is `-(a @ inv(X)) @ dX @ (inv(X) @ b)`: "
        "a row, `dX`, a column. The gradient is minus the outer product of the row and the column, "
        "and that is the matrix stated."
    ),
    pitfalls=(
        "To compute it solve twice, `-outer(solve(X.T, a), solve(X, b))`, and invert nothing. The "
        "outer product is `outer(a, b)`, not `outer(b, a)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 1.0], [0.0, 4.0]], "a": [1.0, 2.0], "b": [3.0, 8.0]},
            value=4.5,
            gradients={"X": [[-0.25, -1.0], [-0.1875, -0.75]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]], "a": [1.0, 2.0], "b": [3.0, 8.0]},
            raises="SingularMatrixError",
            why="A singular matrix has no inverse.",
        ),
    ),
    references=("Matrix Cookbook, equation 61",),
    see_also=("linalg.inv", "linalg.solve", "identity.inv.trace_axb"),
    tags=("bilinear form", "inverse"),
)
