"""The squared Euclidean distance of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.sqeuclidean",
    title="Squared Euclidean distance",
    summary="The sum of the squared differences of two points.",
    function="sum((x - y)**2)",
    operands="x:(n); y:(n)",
    result="d",
    derivative={
        "grad[x]": "2 * (x - y)",
        "grad[y]": "2 * (y - x)",
        "hess[x]": "2 * eye(n)",
        "d": "2 * dot(x - y, dx - dy)",
        "same": "dot(x - y, x - y)",
    },
    why=(
        "The term `(x[i] - y[i])**2` has the slope `2 * (x[i] - y[i])` in `x[i]`, and the negative "
        "of it in `y[i]`: moving both points alike changes nothing."
    ),
    pitfalls=(
        "Do not expand the square to `dot(x, x) + dot(y, y) - 2 * dot(x, y)`. For points that are "
        "close to each other and far from the origin, that subtracts equal numbers."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "y": [1.0, 5.0]},
            value=25.0,
            gradients={"x": [6.0, -8.0], "y": [-6.0, 8.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="The square is smooth at its minimum, where the distance itself has a kink.",
        ),
    ),
    references=("Matrix Cookbook, equation 85 with W the identity",),
    see_also=("dist.euclidean", "dist.pairwise_sq", "dist.metric.squared"),
    tags=("distance", "k-means", "least squares"),
)
