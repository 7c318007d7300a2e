"""The divergence of two Gaussians."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.kl_gaussians",
    title="KL divergence between two Gaussians",
    summary="What is lost when a normal distribution is described by another.",
    function="0.5 * (trace(solve(T, S)) + (q - m) @ solve(T, q - m) - n + logdet(T) - logdet(S))",
    operands="m:(n); q:(n); S:(n,n) spd; T:(n,n) spd",
    result="d",
    derivative={
        "grad[m]": "solve(T, m - q)",
        "grad[q]": "-solve(T, m - q)",
        "grad[S]": "0.5 * (inv(T) - inv(S))",
        "grad[T]": "0.5 * (inv(T) - inv(T) @ (S + outer(q - m, q - m)) @ inv(T))",
    },
    conditions="S and T are symmetric positive definite; their gradients are for free entries.",
    why=(
        "The divergence of `N(m, S)` from `N(q, T)`. Trace and quadratic form are linear in "
        "`inv(T)`, whose differential is `-inv(T) @ dT @ inv(T)`; each log-determinant adds an "
        "inverse. At `m = q` and `S = T` all four gradients vanish."
    ),
    pitfalls="It is not symmetric: exchanging the two distributions gives another number.",
    vectors=(
        TestVector(
            operands={
                "m": [1.0, -1.0],
                "q": [6.0, 4.0],
                "S": [[2.0, 0.0], [0.0, 1.0]],
                "T": [[2.0, 1.0], [1.0, 3.0]],
            },
            value=7.758145365937078,
            gradients={
                "m": [-2.0, -1.0],
                "q": [2.0, 1.0],
                "S": [[0.05, -0.1], [-0.1, -0.3]],
                "T": [[-2.08, -0.94], [-0.94, -0.42]],
            },
            source="mpmath, 50 digits; gradients by hand",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation A.23", "Matrix Cookbook, equations 57 and 61"),
    see_also=("stat.kl_diag_gaussian", "stat.gaussian_logpdf", "linalg.logdet"),
    tags=("Kullback-Leibler divergence", "relative entropy", "variational inference"),
)
