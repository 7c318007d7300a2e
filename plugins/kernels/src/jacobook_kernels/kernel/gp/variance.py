"""The predictive variance of a Gaussian process."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.gp.variance",
    title="Gaussian process predictive variance",
    summary="The variance that is left at a point after the observations.",
    function="c - k @ solve(K, k)",
    operands="c:(); k:(n); K:(n,n) spd",
    result="v",
    derivative={
        "grad[c]": "1.0",
        "grad[k]": "-2 * solve(K, k)",
        "grad[K]": "outer(solve(K, k), solve(K, k))",
    },
    conditions="K is symmetric positive definite; its gradient is for free entries.",
    why=(
        "`c` is the variance before any observation, and the quadratic form is what the "
        "observations explain. More noise on the diagonal of `K` explains less, at the rate of the "
        "squared weights."
    ),
    pitfalls=(
        "At an observed point without noise the two terms are equal and the result is rounding "
        "error, possibly negative. Take the root only of what is positive."
    ),
    vectors=(
        TestVector(
            operands={"c": 3.0, "k": [1.0, 2.0], "K": [[2.0, 1.0], [1.0, 2.0]]},
            value=1.0,
            gradients={"c": 1.0, "k": [0.0, -2.0], "K": [[0.0, 0.0], [0.0, 1.0]]},
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 2.26",),
    see_also=("kernel.gp.mean", "kernel.gp_marginal", "linalg.solve.vector"),
    tags=("Gaussian process", "kriging", "active learning", "Schur complement"),
)
