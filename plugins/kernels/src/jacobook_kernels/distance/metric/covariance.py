"""The squared Mahalanobis distance by the covariance matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.metric.covariance",
    title="Squared Mahalanobis distance by the covariance",
    summary="The squared distance of two points, measured in standard deviations.",
    function="(x - y) @ solve(S, x - y)",
    operands="x:(n); y:(n); S:(n,n) spd",
    result="d",
    derivative={
        "grad[x]": "2 * solve(S, x - y)",
        "grad[y]": "2 * solve(S, y - x)",
        "grad[S]": "-outer(solve(S, x - y), solve(S, x - y))",
    },
    conditions="S is symmetric positive definite; its gradient is for free entries.",
    why=(
        "With `a = solve(S, x - y)` the inverse changes by `-inv(S) @ dS @ inv(S)`, so the number "
        "changes by `-a @ dS @ a`: the gradient is minus the outer product of `a` with itself."
    ),
    pitfalls="Solve with the covariance; its explicit inverse costs more and loses digits.",
    vectors=(
        TestVector(
            operands={"x": [3.0, 4.0], "y": [1.0, 1.0], "S": [[2.0, 1.0], [1.0, 2.0]]},
            value=14 / 3,
            gradients={
                "x": [2 / 3, 8 / 3],
                "y": [-2 / 3, -8 / 3],
                "S": [[-1 / 9, -4 / 9], [-4 / 9, -16 / 9]],
            },
        ),
    ),
    references=("Matrix Cookbook, equations 61, 85 and 86",),
    see_also=("dist.mahalanobis", "dist.metric.squared", "dist.divergence.gaussian"),
    tags=("distance", "Mahalanobis distance", "precision matrix"),
)
