"""Least squares."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.least_squares",
    title="Least squares |A x - b|^2",
    summary="Twice the residual, carried back to each of the three variables.",
    function="sum((A @ x - b)**2)",
    operands="A:(m,n); x:(n); b:(m)",
    derivative={
        "grad[x]": "2 * A.T @ (A @ x - b)",
        "hess[x]": "2 * A.T @ A",
        "grad[A]": "2 * outer(A @ x - b, x)",
        "grad[b]": "-2 * (A @ x - b)",
    },
    why=(
        "The sum of squares has the gradient `2 * r` by the residual `r = A @ x - b`. The "
        "residual moves by `A @ dx + dA @ x - db`, and each term carries the gradient back: to "
        "`x` by `A.T`, to `A` by the outer product with `x`, to `b` by a change of sign. "
        "Setting the first to zero gives the normal equations `A.T @ A @ x = A.T @ b`."
    ),
    pitfalls=(
        "To find the minimum, call a least-squares solver: `A.T @ A` squares the condition number."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]],
                "x": [1.0, 2.0],
                "b": [2.0, 3.0, 3.0],
            },
            value=2.0,
            gradients={
                "A": [[-2.0, -4.0], [0.0, 0.0], [2.0, 4.0]],
                "x": [-2.0, 4.0],
                "b": [2.0, 0.0, -2.0],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 84",),
    see_also=("identity.form.wls_s", "linalg.norm2_squared", "linalg.norm2.distance", "loss.mse"),
    tags=(
        "least squares",
        "least squares loss",
        "normal equations",
        "linear regression",
        "residual",
    ),
)
