"""The Euclidean distance of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.euclidean",
    title="Euclidean distance",
    summary="The length of the straight line between two points.",
    function="norm2(x - y)",
    operands="x:(n); y:(n)",
    result="d",
    derivative={
        "grad[x]": "(x - y) / norm2(x - y)",
        "grad[y]": "(y - x) / norm2(x - y)",
        "hess[x]": "(eye(n) - outer(x - y, x - y) / norm2(x - y)**2) / norm2(x - y)",
        "d": "dot(x - y, dx - dy) / norm2(x - y)",
    },
    conditions="x and y differ.",
    why=(
        "The gradient is the unit vector that points from `y` to `x`: moving `x` along it lengthens "
        "the line at rate 1. Moving across turns the line by the movement divided by its length, "
        "which is the Hessian."
    ),
    pitfalls=(
        "At `x = y` the distance has a kink, and the curvature near it grows without bound. In a "
        "loss, use the squared distance unless you need the length itself."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "y": [1.0, 5.0]},
            value=5.0,
            gradients={"x": [0.6, -0.8], "y": [-0.6, 0.8]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why=(
                "Every vector of length at most 1 is a subgradient; the shortest is 0, and only 0 "
                "prefers no direction."
            ),
        ),
    ),
    references=("Matrix Cookbook, equation 129",),
    see_also=("dist.sqeuclidean", "dist.mahalanobis", "linalg.norm2.distance"),
    tags=("distance", "metric"),
)
