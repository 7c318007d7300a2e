"""The ratio of two quadratic forms."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="identity.form.rayleigh",
    title="Ratio of quadratic forms",
    summary=(
        "The gradient of the upper form minus the value times that of the lower one, over the "
        "lower form."
    ),
    function="(A @ x) @ (A @ x) / ((B @ x) @ (B @ x))",
    operands="x:(n); A:(m,n); B:(p,n)",
    derivative={"grad[x]": "2 * (A.T @ A @ x - y * B.T @ B @ x) / ((B @ x) @ (B @ x))"},
    conditions="`B @ x` is not zero.",
    why=(
        "By the quotient rule `dy = (du - y * dv) / v`, with `u` and `v` the squared norms of "
        "`A @ x` and `B @ x`. Their gradients are `2 * A.T @ A @ x` and `2 * B.T @ B @ x`. So "
        "the gradient vanishes where `A.T @ A @ x = y * B.T @ B @ x`: at the generalised "
        "eigenvectors, where `y` is the eigenvalue."
    ),
    pitfalls=(
        "The Matrix Cookbook prints `x^T B B x` in the first denominator of equation 95; it "
        "must be `x^T B^T B x`."
    ),
    vectors=(
        TestVector(
            operands={
                "x": [1.0, 1.0],
                "A": [[1.0, 2.0]],
                "B": [[1.0, 0.0], [1.0, 1.0], [0.0, 1.0]],
            },
            value=1.5,
            gradients={"x": [-0.5, 0.5]},
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0], "A": [[1.0, 2.0]], "B": [[1.0, 0.0], [0.0, 1.0]]},
            value=nan,
            gradients={"x": [nan, nan]},
            why=(
                "The ratio is 0/0: along each ray it is constant, and the rays have different "
                "values."
            ),
        ),
    ),
    references=("Matrix Cookbook, equations 94 and 95",),
    see_also=("identity.form.rayleigh_sym", "identity.form.quadratic"),
    tags=("Rayleigh quotient", "generalised Rayleigh quotient", "generalised eigenvalue problem"),
)
