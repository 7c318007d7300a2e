"""A quadratic form with a symmetric matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.quadratic_sym",
    title="Quadratic form, symmetric matrix",
    summary="For a symmetric matrix the gradient is twice the matrix times the vector.",
    function="x @ A @ x",
    operands="x:(n); A:(n,n) sym",
    derivative={"grad[x]": "2 * A @ x", "hess[x]": "2 * A"},
    conditions="A is symmetric.",
    why=(
        "The gradient of any quadratic form is `(A + A.T) @ x`. A symmetric matrix equals its "
        "transpose, so the two terms join."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 3.0], "A": [[2.0, 1.0], [1.0, -1.0]]},
            value=-1.0,
            gradients={"x": [10.0, -4.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=(
        "identity.form.quadratic",
        "identity.form.rayleigh_sym",
        "identity.form.mahalanobis_x",
    ),
    tags=("quadratic form", "symmetric matrix", "x^T A x"),
)
