"""The log marginal likelihood of a Gaussian process in its kernel matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.gp_marginal",
    title="Gaussian process log marginal likelihood in the kernel matrix",
    summary="How well a covariance explains the observations, up to a constant.",
    function="-0.5 * y @ solve(K, y) - 0.5 * logdet(K)",
    operands="K:(n,n) spd; y:(n)",
    result="f",
    derivative={
        "grad[K]": "0.5 * (outer(solve(K, y), solve(K, y)) - inv(K))",
        "grad[y]": "-solve(K, y)",
        "hess[y]": "-inv(K)",
    },
    conditions="K is symmetric positive definite; its gradient is for free entries.",
    why=(
        "With `a = solve(K, y)` the quadratic form changes by `0.5 * a @ dK @ a`, and the "
        "log-determinant by `trace(inv(K) @ dK)`. The first rewards entries that fit the data, the "
        "second takes back what would only be more variance."
    ),
    pitfalls=(
        "The constant `-0.5 * n * log(2 * pi)` is left out, as it changes no gradient. To "
        "evaluate it use `gp_log_marginal`, which factorises the matrix once."
    ),
    vectors=(
        TestVector(
            operands={"K": [[2.0, 1.0], [1.0, 2.0]], "y": [1.0, 4.0]},
            value=-4.8826394776673885,
            gradients={
                "K": [[-1 / 9, -11 / 18], [-11 / 18, 43 / 18]],
                "y": [2 / 3, -7 / 3],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 5.9",),
    see_also=("kernel.gp.cholesky", "kernel.gp.hyperparameter", "linalg.logdet", "linalg.solve"),
    tags=("Gaussian process", "evidence", "model selection"),
)
