"""The determinant of the inverse."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.det.inverse",
    title="Determinant of the inverse",
    summary="The determinant of the inverse of a matrix: one over its determinant.",
    function="det(inv(X))",
    operands="X:(n,n) inv",
    derivative={"grad[X]": "-det(inv(X)) * inv(X).T", "same": "1 / det(X)"},
    conditions="X is invertible.",
    why=(
        "The determinants of `X` and `inv(X)` multiply to that of the identity, which is 1. So this "
        "is `1 / det(X)`, with the slope `-1 / det(X)**2` times the gradient `det(X) * inv(X).T` of "
        "`det(X)`."
    ),
    pitfalls="There is one factor `inv(X)`, as for `det(X)` itself; only the sign has changed.",
    vectors=(
        TestVector(
            operands={"X": [[2.0, 1.0], [0.0, 4.0]]},
            value=0.125,
            gradients={"X": [[-0.0625, 0.0], [0.015625, -0.03125]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            raises="SingularMatrixError",
            why="A singular matrix has no inverse.",
        ),
    ),
    references=("Matrix Cookbook, equation 62",),
    see_also=("linalg.det", "linalg.inv", "identity.det.power"),
    tags=("reciprocal determinant",),
)
