"""The curvature of the Gaussian log density."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.gaussian_logpdf.hessian",
    title="Gaussian log density: Hessian",
    summary="The Gaussian log density curves the same everywhere: by the inverse covariance.",
    function="-0.5 * (x - m) @ solve(S, x - m) - 0.5 * logdet(S) - 0.5 * n * log(2 * pi)",
    operands="x:(n); m:(n); S:(n,n) spd",
    derivative={"hess[x]": "-inv(S)", "hess[m]": "-inv(S)"},
    conditions="S is symmetric positive definite.",
    why=(
        "The gradient `-solve(S, x - m)` is linear in `x`, and its matrix is `-inv(S)`. The log "
        "density is a paraboloid that opens downwards; its curvature is the precision matrix."
    ),
    pitfalls="The Hessian of the density itself is another one, and changes its sign far out.",
    vectors=(
        TestVector(
            operands={"x": [6.0, 4.0], "m": [1.0, -1.0], "S": [[2.0, 1.0], [1.0, 3.0]]},
            value=-10.142596022626397,
            gradients={"x": [-2.0, -1.0], "m": [2.0, 1.0]},
            source="mpmath, 50 digits; gradients by hand",
        ),
    ),
    references=("Matrix Cookbook, equation 348 (log form)",),
    see_also=("stat.gaussian_logpdf", "stat.gaussian_pdf", "linalg.inv"),
    tags=("precision matrix", "Fisher information", "Laplace approximation"),
)
