"""The squared distance in a metric given by a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.metric.squared",
    title="Squared distance in a metric",
    summary="The squared length of the difference of two points, measured with a matrix.",
    function="(x - y) @ M @ (x - y)",
    operands="x:(n); y:(n); M:(n,n)",
    result="d",
    derivative={
        "grad[x]": "(M + M.T) @ (x - y)",
        "grad[y]": "(M + M.T) @ (y - x)",
        "grad[M]": "outer(x - y, x - y)",
        "hess[x]": "M + M.T",
    },
    why=(
        "The number is linear in `M`: entry `M[i, j]` is multiplied by the product of the "
        "differences `i` and `j`. In `x` it is a quadratic form, of which only the symmetric part "
        "of `M` counts."
    ),
    pitfalls=(
        "It is a squared distance only if `M` is positive semi-definite. After a step in `M` "
        "project back, or learn a factor."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 3.0], "y": [1.0, 1.0], "M": [[1.0, 1.0], [1.0, 5.0]]},
            value=25.0,
            gradients={
                "x": [6.0, 22.0],
                "y": [-6.0, -22.0],
                "M": [[1.0, 2.0], [2.0, 4.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equations 70 and 81", "Xing et al. 2003, section 2"),
    see_also=("dist.mahalanobis", "dist.metric.covariance", "linalg.norm_weighted"),
    tags=("metric learning", "quadratic form"),
)
