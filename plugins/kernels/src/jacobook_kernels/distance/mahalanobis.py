"""The Mahalanobis distance by a factor of its matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.mahalanobis",
    title="Mahalanobis distance",
    summary="The Euclidean distance of two points after a linear map.",
    function="norm2(L @ (x - y))",
    operands="x:(n); y:(n); L:(k,n)",
    result="d",
    derivative={
        "grad[x]": "L.T @ L @ (x - y) / norm2(L @ (x - y))",
        "grad[y]": "L.T @ L @ (y - x) / norm2(L @ (x - y))",
        "grad[L]": "outer(L @ (x - y), x - y) / norm2(L @ (x - y))",
    },
    conditions="`L @ (x - y)` is not zero.",
    why=(
        "The slope of the norm at `z = L @ (x - y)` is the unit vector along `z`; the chain rule "
        "carries it back through the product. With `M = L.T @ L` this is the distance of the "
        "metric `M`, which is positive semi-definite whatever `L` is."
    ),
    pitfalls=(
        "Learn the factor and not the matrix: a step in `M` can leave the positive semi-definite "
        "matrices, and then the root has no real value. A factor with fewer rows than columns also "
        "reduces the dimension."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 3.0], "y": [1.0, 1.0], "L": [[1.0, 1.0], [0.0, 2.0]]},
            value=5.0,
            gradients={
                "x": [0.6, 2.2],
                "y": [-0.6, -2.2],
                "L": [[0.6, 1.2], [0.8, 1.6]],
            },
        ),
    ),
    special_points=(
        TestVector(
            name="equal",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "L": [[1.0, 1.0], [0.0, 2.0]]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0], "L": [[0.0, 0.0], [0.0, 0.0]]},
            why="The subgradient of least norm, as for the Euclidean distance.",
        ),
    ),
    references=("Weinberger & Saul 2009, section 2", "Matrix Cookbook, equation 129"),
    see_also=("dist.metric.squared", "dist.metric.covariance", "dist.euclidean"),
    tags=("distance", "metric learning"),
)
