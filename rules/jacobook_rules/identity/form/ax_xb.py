"""A product of two linear forms."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.ax_xb",
    title="Product of two linear forms",
    summary="The product rule: each coefficient vector, weighted with the other form's value.",
    function="(a @ x) * (x @ b)",
    operands="x:(n); a:(n); b:(n)",
    derivative={"grad[x]": "(x @ b) * a + (a @ x) * b", "hess[x]": "outer(a, b) + outer(b, a)"},
    why=(
        "The gradients of the two factors are `a` and `b`, and the product rule weights each "
        "with the other factor. As a matrix acting on `x` the same gradient reads "
        "`(outer(a, b) + outer(b, a)) @ x`, so that sum is the Hessian."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0, -1.0], "a": [1.0, 2.0, 0.0], "b": [0.0, 1.0, 3.0]},
            value=-8.0,
            gradients={"x": [-2.0, 0.0, 12.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=("identity.form.ax", "identity.form.quadratic", "linalg.outer"),
    tags=("product of linear forms", "a^T x x^T b", "rank two Hessian"),
)
