"""Weighted least squares, by the data."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.wls_x",
    title="Weighted least squares in the data",
    summary="The gradient by the data is twice the weighted residual.",
    function="(x - A @ s) @ W @ (x - A @ s)",
    operands="x:(m); A:(m,n); s:(n); W:(m,m) sym",
    derivative={"grad[x]": "2 * W @ (x - A @ s)", "hess[x]": "2 * W"},
    conditions="W is symmetric.",
    why=(
        "The residual moves with the data one to one. So the gradient is that of the quadratic "
        "form by the residual itself, `2 * W @ (x - A @ s)` for symmetric `W`."
    ),
    vectors=(
        TestVector(
            operands={
                "x": [2.0, 3.0, 3.0],
                "A": [[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]],
                "s": [1.0, 2.0],
                "W": [[2.0, 1.0, 0.0], [1.0, 3.0, 0.0], [0.0, 0.0, 1.0]],
            },
            value=3.0,
            gradients={"x": [4.0, 2.0, -2.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 87",),
    see_also=("identity.form.wls_s", "identity.form.wls_matrix", "identity.form.mahalanobis_x"),
    tags=("weighted least squares", "residual"),
)
