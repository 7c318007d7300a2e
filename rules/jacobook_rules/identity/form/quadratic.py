"""A quadratic form."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.quadratic",
    title="Quadratic form x . B x",
    summary=(
        "The gradient is the matrix plus its transpose, times the vector; the Hessian is that sum."
    ),
    function="x @ B @ x",
    operands="x:(n); B:(n,n)",
    derivative={"grad[x]": "(B + B.T) @ x", "hess[x]": "B + B.T", "grad[B]": "outer(x, x)"},
    why=(
        "The vector stands in the product twice. Moving the right one gives `(x @ B) @ dx`, "
        "moving the left one `(B @ x) @ dx`; together the gradient is `B.T @ x + B @ x`. That "
        "is linear in `x`, so its matrix is the Hessian."
    ),
    pitfalls=(
        "The short form `2 * B @ x` holds for symmetric `B` only. Of any other matrix just the "
        "symmetric part counts."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0], "B": [[1.0, 2.0], [0.0, 3.0]]},
            value=11.0,
            gradients={"x": [6.0, 10.0], "B": [[4.0, 2.0], [2.0, 1.0]]},
        ),
    ),
    references=(
        "Matrix Cookbook, equations 81 and 98",
        "Wikipedia, Matrix calculus (scalar-by-vector)",
    ),
    see_also=(
        "identity.form.quadratic_sym",
        "identity.form.gradient_hessian",
        "identity.form.axa",
        "linalg.norm_weighted",
    ),
    tags=("quadratic form", "x^T B x", "x^T A x", "Hessian"),
)
