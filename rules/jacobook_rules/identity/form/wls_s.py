"""Weighted least squares, by the parameters."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.wls_s",
    title="Weighted least squares in the parameters",
    summary=(
        "The weighted residuals, carried back through the matrix; setting this to zero gives "
        "the normal equations."
    ),
    function="(x - A @ s) @ W @ (x - A @ s)",
    operands="x:(m); A:(m,n); s:(n); W:(m,m) sym",
    derivative={"grad[s]": "-2 * A.T @ W @ (x - A @ s)", "hess[s]": "2 * A.T @ W @ A"},
    conditions="W is symmetric.",
    why=(
        "The residual `x - A @ s` moves by `-A @ ds`. The quadratic form has the gradient "
        "`2 * W @ (x - A @ s)` by the residual, because `W` is symmetric. Pulled back through "
        "`-A` it is the gradient by `s`, and one more derivative gives the Hessian."
    ),
    pitfalls="For a matrix `W` that is not symmetric, `2 * W` becomes `W + W.T`.",
    vectors=(
        TestVector(
            operands={
                "x": [2.0, 3.0, 3.0],
                "A": [[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]],
                "s": [1.0, 2.0],
                "W": [[2.0, 1.0, 0.0], [1.0, 3.0, 0.0], [0.0, 0.0, 1.0]],
            },
            value=3.0,
            gradients={"s": [-6.0, 2.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 84",),
    see_also=("identity.form.wls_x", "identity.form.wls_matrix", "identity.form.least_squares"),
    tags=("weighted least squares", "normal equations", "generalised least squares"),
)
