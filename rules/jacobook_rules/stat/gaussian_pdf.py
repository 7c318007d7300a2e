"""The multivariate Gaussian density."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.gaussian_pdf",
    title="Gaussian density",
    summary="The density of the multivariate normal distribution at a point.",
    function="exp(-0.5 * (x - m) @ solve(S, x - m) - 0.5 * logdet(2 * pi * S))",
    operands="x:(n); m:(n); S:(n,n) spd",
    derivative={
        "grad[x]": "-y * solve(S, x - m)",
        "hess[x]": "y * (outer(solve(S, x - m), solve(S, x - m)) - inv(S))",
        "same": "exp(-0.5 * (x - m) @ solve(S, x - m)) / sqrt(det(2 * pi * S))",
    },
    conditions="S is symmetric positive definite.",
    why=(
        "The slope of an exponential is itself times the slope of its exponent, which is "
        "`-solve(S, x - m)`. Once more, with the product rule: the outer product comes from the "
        "density, `-inv(S)` from the exponent."
    ),
    pitfalls=(
        "In many dimensions the density underflows to 0, and its slopes with it. Work with the "
        "log density."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 3.0], "m": [1.0, -1.0], "S": [[2.0, 1.0], [1.0, 3.0]]},
            value=0.0021493366429213115,
            gradients={
                "x": [-0.0021493366429213115, -0.0021493366429213115],
                "m": [0.0021493366429213115, 0.0021493366429213115],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Matrix Cookbook, equations 346, 347 and 348",),
    see_also=("stat.gaussian_logpdf", "stat.normal_1d", "stat.gmm"),
    tags=("multivariate normal", "probability density"),
)
