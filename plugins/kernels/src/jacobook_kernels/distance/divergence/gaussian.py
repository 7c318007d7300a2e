"""The Kullback-Leibler divergence of two Gaussian distributions."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.divergence.gaussian",
    title="Kullback-Leibler divergence of two Gaussians",
    summary="The divergence of one multivariate normal distribution from another.",
    function=("0.5 * (trace(solve(T, S)) + (u - v) @ solve(T, u - v) - n + logdet(T) - logdet(S))"),
    operands="u:(n); S:(n,n) spd; v:(n); T:(n,n) spd",
    result="d",
    derivative={
        "grad[u]": "solve(T, u - v)",
        "grad[v]": "solve(T, v - u)",
        "grad[S]": "0.5 * (inv(T) - inv(S))",
        "grad[T]": "0.5 * (inv(T) - inv(T) @ (S + outer(u - v, u - v)) @ inv(T))",
    },
    conditions="Both covariances are symmetric positive definite; their gradients are for free entries.",
    why=(
        "Trace and quadratic form are linear in `inv(T)`, whose differential is "
        "`-inv(T) @ dT @ inv(T)`; the log-determinants add the inverses. The gradient by `S` "
        "vanishes where the covariances are equal, and then the one by `T` does if the means are."
    ),
    pitfalls=(
        "The covariance of a variational distribution is kept positive definite by a factor: "
        "differentiate by `L` with `S = L @ L.T`."
    ),
    vectors=(
        TestVector(
            operands={
                "u": [1.0, 2.0],
                "S": [[1.0, 0.0], [0.0, 4.0]],
                "v": [0.0, 0.0],
                "T": [[2.0, 0.0], [0.0, 2.0]],
            },
            value=1.5,
            gradients={
                "u": [0.5, 1.0],
                "v": [-0.5, -1.0],
                "S": [[-0.25, 0.0], [0.0, 0.125]],
                "T": [[0.0, -0.25], [-0.25, -0.75]],
            },
        ),
    ),
    references=("Rasmussen & Williams 2006, equation A.23", "Matrix Cookbook, equations 57 and 61"),
    see_also=("dist.divergence.kl", "dist.metric.covariance", "kernel.gp_marginal"),
    tags=("divergence", "variational inference", "multivariate normal"),
)
