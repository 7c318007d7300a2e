"""The Chebyshev distance of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.chebyshev",
    title="Chebyshev distance",
    summary="The largest absolute difference of two points.",
    function="norminf(x - y)",
    operands="x:(n); y:(n)",
    result="d",
    derivative={
        "grad[x]": "where(abs(x - y) == norminf(x - y), sign(x - y), 0.0)",
        "grad[y]": "where(abs(x - y) == norminf(x - y), sign(y - x), 0.0)",
        "same": "max(abs(x - y))",
    },
    conditions="One difference is larger in absolute value than all others.",
    why=(
        "Near such a pair of points the distance is one absolute difference, and no other entry is "
        "felt."
    ),
    pitfalls="The slope jumps from one entry to another where two differences are equally large.",
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0, 0.0], "y": [1.0, 5.0, 2.0]},
            value=4.0,
            gradients={"x": [0.0, -1.0, 0.0], "y": [0.0, 1.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [3.0, -3.0, 1.0], "y": [0.0, 0.0, 0.0]},
            value=3.0,
            gradients={"x": [0.5, -0.5, 0.0], "y": [-0.5, 0.5, 0.0]},
            why="The subgradient of least norm gives tied entries equal shares.",
        ),
        TestVector(
            name="equal",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="The subgradient of least norm at the minimum is 0.",
        ),
    ),
    references=("Standard, infinity norm of a difference",),
    see_also=("dist.manhattan", "dist.minkowski", "linalg.norminf"),
    tags=("distance", "metric", "maximum distance", "chessboard distance"),
)
