"""The logarithm of the multivariate Gaussian density."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.gaussian_logpdf",
    title="Gaussian log density",
    summary="The log density of the multivariate normal distribution at a point.",
    function="-0.5 * (x - m) @ solve(S, x - m) - 0.5 * logdet(S) - 0.5 * n * log(2 * pi)",
    operands="x:(n); m:(n); S:(n,n) spd",
    derivative={
        "grad[x]": "-solve(S, x - m)",
        "grad[m]": "solve(S, x - m)",
        "grad[S]": "0.5 * (outer(solve(S, x - m), solve(S, x - m)) - inv(S))",
        "same": "-0.5 * (x - m) @ solve(S, x - m) - 0.5 * logdet(2 * pi * S)",
    },
    conditions="S is symmetric positive definite; its gradient is for free entries.",
    why=(
        "With `v = solve(S, x - m)` the quadratic form has the gradients `2 * v` in `x` and "
        "`-outer(v, v)` in `S`; the log-determinant adds `inv(S)`. The pull on the mean is towards "
        "the point, in the metric of the covariance."
    ),
    pitfalls=(
        "For symmetric steps of `S` the handbook form doubles the entries off the diagonal (Matrix "
        "Cookbook, equation 138). A gradient step can leave the positive definite matrices: fit a "
        "Cholesky factor."
    ),
    vectors=(
        TestVector(
            operands={"x": [6.0, 4.0], "m": [1.0, -1.0], "S": [[2.0, 1.0], [1.0, 3.0]]},
            value=-10.142596022626397,
            gradients={"x": [-2.0, -1.0], "m": [2.0, 1.0], "S": [[1.7, 1.1], [1.1, 0.3]]},
            source="mpmath, 50 digits; gradients by hand",
        ),
    ),
    references=("Matrix Cookbook, equations 346, 394 and 396",),
    see_also=("stat.mahalanobis", "stat.gaussian_pdf", "stat.gaussian_mle", "linalg.logdet"),
    tags=("multivariate normal", "log likelihood", "score function", "Gaussian"),
)
