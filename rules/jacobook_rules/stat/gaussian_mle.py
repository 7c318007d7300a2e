"""The Gaussian log likelihood of a sample."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.gaussian_mle",
    title="Gaussian log likelihood of a sample",
    summary="The log density of all rows of a sample, up to a constant, by mean and covariance.",
    function="-0.5 * k * logdet(S) - 0.5 * trace(solve(S, (X - m).T @ (X - m)))",
    operands="X:(k,n); m:(n); S:(n,n) spd",
    derivative={
        "grad[m]": ("solve(S, sum(X - m, axis=0))", "sum(solve(S, (X - m).T), axis=1)"),
        "grad[S]": "0.5 * (inv(S) @ (X - m).T @ (X - m) @ inv(S) - k * inv(S))",
    },
    conditions="S is symmetric positive definite; its gradient is for free entries.",
    why=(
        "The inverse in the trace changes by `-inv(S) @ dS @ inv(S)`, which brings the scatter "
        "matrix `(X - m).T @ (X - m)` between two inverses. The log-determinant of each row adds "
        "an inverse. Both gradients vanish at the sample mean and the population covariance: "
        "these are the maximum likelihood estimates."
    ),
    pitfalls="The estimate of the covariance divides by `k`, not by `k - 1`.",
    vectors=(
        TestVector(
            operands={
                "X": [[3.0, 2.0], [2.0, 4.0], [2.0, -1.0]],
                "m": [1.0, 1.0],
                "S": [[2.0, 1.0], [1.0, 3.0]],
            },
            value=-6.4141568686511506,
            gradients={
                "X": [[-1.0, 0.0], [0.0, -1.0], [-1.0, 1.0]],
                "m": [2.0, 0.0],
                "S": [[0.1, -0.2], [-0.2, 0.4]],
            },
            source="mpmath, 50 digits; gradients by hand",
        ),
        TestVector(
            name="at the maximum",
            operands={
                "X": [[1.0, 0.0], [-1.0, 0.0], [0.0, 2.0], [0.0, -2.0]],
                "m": [0.0, 0.0],
                "S": [[0.5, 0.0], [0.0, 2.0]],
            },
            value=-4.0,
            gradients={"m": [0.0, 0.0], "S": [[0.0, 0.0], [0.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equations 57 and 63", "Magnus & Neudecker 1999, chapter 15"),
    see_also=("stat.gaussian_logpdf", "stat.gaussian_precision", "stat.covariance_matrix"),
    tags=("maximum likelihood", "multivariate normal", "scatter matrix"),
)
