"""The gradient at the least-squares solution."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.normal_equations",
    title="The least-squares gradient vanishes at the normal equations' solution",
    summary="Where the normal equations hold, the squared error has no slope.",
    function="2 * A.T @ (A @ solve(A.T @ A, A.T @ b) - b)",
    operands="A:(m,n) rank; b:(m)",
    derivative={"same": "zeros(n)"},
    conditions="A has full column rank.",
    why=(
        "The squared error of `A @ x - b` has the gradient `2 * A.T @ (A @ x - b)`. Set to zero, "
        "that says `A.T @ A @ x = A.T @ b`: the residual is at right angles to every column of "
        "`A`. The error is convex, so this is its minimum."
    ),
    pitfalls=(
        "To form `A.T @ A` squares the condition number. To compute the solution use "
        "`np.linalg.lstsq` or a QR factorisation."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 1.0], [1.0, -1.0], [0.0, 0.0]], "b": [1.0, 2.0, 6.0]},
            value=[0.0, 0.0],
            gradients={"b": [0.0, 0.0, 0.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 265",),
    see_also=("optim.linear_regression", "optim.ridge_solution", "linalg.pinv"),
    skip={"directional": "The function is 0 everywhere: both sides are rounding errors."},
    tags=("normal equations", "least squares", "orthogonal residual"),
)
