"""The squared Mahalanobis distance."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.mahalanobis",
    title="Squared Mahalanobis distance",
    summary="The squared distance from a mean, measured in the units of a covariance.",
    function="(x - m) @ solve(S, x - m)",
    operands="x:(n); m:(n); S:(n,n) spd",
    derivative={
        "grad[x]": "2 * solve(S, x - m)",
        "grad[m]": "-2 * solve(S, x - m)",
        "grad[S]": "-outer(solve(S, x - m), solve(S, x - m))",
    },
    conditions="S is symmetric positive definite; its gradient is for free entries.",
    why=(
        "With `v = solve(S, x - m)`, a step in `x` changes both factors alike and gives "
        "`2 * dot(v, dx)`. A step in `S` changes the inverse by `-inv(S) @ dS @ inv(S)`, and "
        "between the two vectors that is `-v @ dS @ v`."
    ),
    pitfalls=(
        "Where only symmetric steps of `S` are allowed, handbooks double the entries off the "
        "diagonal, because each stands for two."
    ),
    vectors=(
        TestVector(
            operands={"x": [6.0, 4.0], "m": [1.0, -1.0], "S": [[2.0, 1.0], [1.0, 3.0]]},
            value=15.0,
            gradients={
                "x": [4.0, 2.0],
                "m": [-4.0, -2.0],
                "S": [[-4.0, -2.0], [-2.0, -1.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equations 61 and 86",),
    see_also=("stat.gaussian_logpdf", "linalg.solve", "linalg.norm_weighted"),
    tags=("Mahalanobis distance", "quadratic form", "whitening"),
)
