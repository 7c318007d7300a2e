"""The Manhattan distance of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.manhattan",
    title="Manhattan distance",
    summary="The sum of the absolute differences of two points.",
    function="sum(abs(x - y))",
    operands="x:(n); y:(n)",
    result="d",
    derivative={
        "grad[x]": "sign(x - y)",
        "grad[y]": "sign(y - x)",
        "d": "dot(sign(x - y), dx - dy)",
    },
    conditions="No two corresponding entries are equal.",
    why=(
        "Each coordinate is travelled by itself: as long as `x[i]` is right of `y[i]`, moving it "
        "further right adds as much to the way."
    ),
    pitfalls="The slope says nothing about how far the points are apart, so steps do not shrink.",
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "y": [1.0, 5.0]},
            value=7.0,
            gradients={"x": [1.0, -1.0], "y": [-1.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="one equal entry",
            operands={"x": [1.0, 2.0], "y": [1.0, 5.0]},
            value=3.0,
            gradients={"x": [0.0, -1.0], "y": [0.0, 1.0]},
            why="Every slope from -1 to 1 is a subgradient of that entry; the least is 0.",
        ),
    ),
    references=("Standard, slope of the absolute value",),
    see_also=("dist.euclidean", "dist.minkowski", "linalg.norm1"),
    tags=("distance", "metric", "cityblock distance", "L1 distance"),
)
