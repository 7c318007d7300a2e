"""A bilinear form of two affine maps."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.affine_pair",
    title="Bilinear form of two affine maps",
    summary=(
        "A product rule: each affine map gives one term, with its own matrix transposed in front."
    ),
    function="(B @ x + b) @ C @ (D @ x + d)",
    operands="x:(n); B:(p,n); b:(p); C:(p,q); D:(q,n); d:(q)",
    derivative={
        "grad[x]": "B.T @ C @ (D @ x + d) + D.T @ C.T @ (B @ x + b)",
        "hess[x]": "B.T @ C @ D + D.T @ C.T @ B",
    },
    why=(
        "Hold the right factor still: what is left is linear in `B @ x`, with the coefficients "
        "`C @ (D @ x + d)`. Then hold the left factor still: the coefficients of `D @ x` are "
        "`C.T @ (B @ x + b)`. The two gradients add up."
    ),
    vectors=(
        TestVector(
            operands={
                "x": [1.0, 1.0],
                "B": [[1.0, 2.0], [0.0, 1.0]],
                "b": [1.0, -1.0],
                "C": [[2.0], [1.0]],
                "D": [[1.0, 3.0]],
                "d": [2.0],
            },
            value=48.0,
            gradients={"x": [20.0, 54.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 78", "Wikipedia, Matrix calculus (scalar-by-vector)"),
    see_also=("identity.form.quadratic", "identity.form.gradient_hessian"),
    tags=("affine map", "bilinear form", "product rule"),
)
