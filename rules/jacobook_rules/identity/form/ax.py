"""A linear form."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.ax",
    title="Linear form a . x",
    summary="The gradient of a linear function of a vector is the vector of its coefficients.",
    function="a @ x",
    operands="a:(n); x:(n)",
    derivative={"grad[x]": "a"},
    why=(
        "The value is `a[0]*x[0] + a[1]*x[1] + ...`. Only the term with `x[i]` moves with "
        "`x[i]`, and its slope is `a[i]`. The gradient does not depend on `x`, so the second "
        "derivative is zero."
    ),
    vectors=(
        TestVector(
            operands={"a": [2.0, -1.0, 3.0], "x": [1.0, 4.0, 2.0]},
            value=4.0,
            gradients={"a": [1.0, 4.0, 2.0], "x": [2.0, -1.0, 3.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 69", "Wikipedia, Matrix calculus (scalar-by-vector)"),
    see_also=("reduce.dot", "identity.form.bax", "identity.form.axb"),
    tags=("linear form", "linear function", "inner product", "a^T x"),
)
