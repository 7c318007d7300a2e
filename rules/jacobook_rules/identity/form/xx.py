"""The squared length of a vector."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.xx",
    title="Squared length x . x",
    summary=(
        "The gradient of the squared length is twice the vector, and the Hessian is twice the "
        "identity."
    ),
    function="x @ x",
    operands="x:(n)",
    derivative={"grad[x]": "2 * x", "hess[x]": "2 * eye(n)"},
    why=(
        "The value is the sum of `x[i]**2`. Each term moves with its own entry at the rate "
        "`2 * x[i]`, and no term holds two different entries."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -1.0, 2.0]},
            value=14.0,
            gradients={"x": [6.0, -2.0, 4.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 131", "Wikipedia, Matrix calculus (scalar-by-vector)"),
    see_also=("linalg.norm2_squared", "reduce.sum_squares", "identity.form.quadratic_sym"),
    tags=("squared norm", "x^T x", "ridge penalty"),
)
