"""The Rayleigh quotient."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="identity.form.rayleigh_sym",
    title="Rayleigh quotient",
    summary=(
        "The gradient is twice what the vector lacks to be an eigenvector, over its squared length."
    ),
    function="x @ A @ x / (x @ x)",
    operands="x:(n); A:(n,n) sym",
    derivative={"grad[x]": "2 * (A @ x - y * x) / (x @ x)"},
    conditions="x is not zero, and A is symmetric.",
    why=(
        "By the quotient rule `dy = (du - y * dv) / v`, with the gradients `2 * A @ x` of the "
        "upper form and `2 * x` of the lower one. The gradient is zero exactly where "
        "`A @ x = y * x`. It is always orthogonal to `x`, because the quotient does not change "
        "along a ray."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 3.0], "A": [[2.0, 1.0], [1.0, -1.0]]},
            value=-0.1,
            gradients={"x": [1.02, -0.34]},
        ),
        TestVector(
            name="eigenvector",
            operands={"x": [1.0, 1.0], "A": [[2.0, 1.0], [1.0, 2.0]]},
            value=3.0,
            gradients={"x": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0], "A": [[2.0, 1.0], [1.0, 2.0]]},
            value=nan,
            gradients={"x": [nan, nan]},
            why=(
                "The quotient is 0/0: it is constant along each ray, and the rays have "
                "different values."
            ),
        ),
    ),
    references=("Matrix Cookbook, equation 95",),
    see_also=("identity.form.rayleigh", "identity.form.quadratic_sym"),
    tags=("Rayleigh quotient", "eigenvector", "eigenvalue"),
)
