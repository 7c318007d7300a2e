"""A quadratic function."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.gradient_hessian",
    title="Quadratic function x . A x + b . x",
    summary="The linear part adds a constant to the gradient and nothing to the Hessian.",
    function="x @ A @ x + b @ x",
    operands="x:(n); A:(n,n); b:(n)",
    derivative={"grad[x]": "(A + A.T) @ x + b", "hess[x]": "A + A.T"},
    why=(
        "Derivatives of sums add up: `(A + A.T) @ x` from the quadratic form, `b` from the "
        "linear one. The gradient is affine in `x`, and the matrix in it is the Hessian."
    ),
    pitfalls=(
        "For symmetric `A` the Hessian is `2 * A`; a factor 1/2 in front of the form makes it `A`."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0], "A": [[1.0, 2.0], [0.0, 3.0]], "b": [1.0, -1.0]},
            value=12.0,
            gradients={"x": [7.0, 9.0], "b": [2.0, 1.0]},
        ),
    ),
    references=("Matrix Cookbook, equations 96, 97 and 98",),
    see_also=("identity.form.quadratic", "identity.form.ax", "identity.form.affine_pair"),
    tags=("quadratic function", "Hessian", "Newton step"),
)
