"""Taking the mean away."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.centering",
    title="Centering is a projection",
    summary="The distances of the values from their mean.",
    function="x - mean(x)",
    operands="x:(n)",
    derivative={
        "jac[x]": "eye(n) - ones((n, n)) / n",
        "vjp[x]": "y_bar - mean(y_bar)",
        "d": "dx - mean(dx)",
        "same": "x - mean(x) - mean(x - mean(x))",
    },
    why=(
        "The mean is linear, so the differential is the same map of `dx`. Its matrix is symmetric "
        "and gives itself when squared: an orthogonal projection, onto the vectors with sum zero. "
        "Pushing forward and pulling back are therefore the same map."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 6.0]},
            cotangent=[1.0, 0.0, 0.0],
            value=[-2.0, -1.0, 3.0],
            gradients={"x": [2 / 3, -1 / 3, -1 / 3]},
        ),
    ),
    references=("Standard, linear map",),
    see_also=("reduce.mean", "stat.variance", "stat.covariance_matrix"),
    tags=("centering matrix", "projection", "mean removal"),
)
