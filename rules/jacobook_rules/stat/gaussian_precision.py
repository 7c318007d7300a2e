"""The Gaussian log density by its precision matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.gaussian_precision",
    title="Gaussian log density in the precision matrix",
    summary="The log density, up to a constant, with the inverse covariance as the parameter.",
    function="0.5 * logdet(P) - 0.5 * (x - m) @ P @ (x - m)",
    operands="x:(n); m:(n); P:(n,n) spd",
    derivative={"grad[P]": "0.5 * (inv(P) - outer(x - m, x - m))"},
    conditions="P is symmetric positive definite; its gradient is for free entries.",
    why=(
        "The quadratic form is linear in `P`, with the factor `outer(x - m, x - m)`, and the "
        "log-determinant adds the inverse. Summed over a sample, the gradient vanishes where "
        "`inv(P)` is the mean of the outer products: the sample covariance."
    ),
    pitfalls="The constant `-0.5 * n * log(2 * pi)` is left out; it changes no gradient.",
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0], "m": [1.0, 1.0], "P": [[2.0, 1.0], [1.0, 3.0]]},
            value=-4.19528104378295,
            gradients={"P": [[-0.2, 0.9], [0.9, -1.8]], "x": [0.0, 5.0], "m": [0.0, -5.0]},
            source="mpmath, 50 digits; gradients by hand",
        ),
    ),
    references=("Matrix Cookbook, equations 57 and 72",),
    see_also=("stat.gaussian_logpdf", "stat.gaussian_mle", "linalg.logdet"),
    tags=("precision matrix", "inverse covariance", "graphical lasso"),
)
