"""A quadratic form of the inverse, in the matrix and in the vector."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.inv.quadratic_wrt_data",
    title="b^T A^-1 b",
    summary="A quadratic form of the inverse, with its gradients in the matrix and in the vector.",
    function="b @ solve(A, b)",
    operands="A:(n,n) inv; b:(n)",
    derivative={
        "grad[A]": "-outer(solve(A.T, b), solve(A, b))",
        "grad[b]": "(inv(A) + inv(A).T) @ b",
    },
    conditions="A is invertible.",
    why=(
        "`d inv(A) = -inv(A) @ dA @ inv(A)` gives the change `-(b @ inv(A)) @ dA @ (inv(A) @ b)`: a "
        "row, `dA`, a column. In `b` this is a quadratic form, whose gradient is its matrix plus "
        "the transpose, times `b`."
    ),
    pitfalls=(
        "For a symmetric `A` both solutions are the same, and the gradient in `b` is "
        "`2 * solve(A, b)`; for another `A` it is not. To compute it write "
        "`solve(A, b) + solve(A.T, b)` and invert nothing."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "b": [3.0, 8.0]},
            value=17.5,
            gradients={"A": [[-0.75, -3.0], [-0.8125, -3.25]], "b": [2.0, 3.625]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"A": [[1.0, 2.0], [2.0, 4.0]], "b": [3.0, 8.0]},
            raises="SingularMatrixError",
            why="The equations have no solution, or many.",
        ),
    ),
    references=("Matrix Cookbook, equations 61 and 81",),
    see_also=("linalg.solve", "identity.inv.quadratic_spd", "identity.inv.axb"),
    tags=("quadratic form", "Mahalanobis distance"),
)
