"""The Euclidean distance of two vectors."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.norm2.distance",
    title="Euclidean distance",
    summary="The Euclidean norm of the difference of two vectors.",
    function="norm2(x - a)",
    operands="x:(n); a:(n)",
    derivative={
        "grad[x]": "(x - a) / norm2(x - a)",
        "grad[a]": "-(x - a) / norm2(x - a)",
        "d": "dot(x - a, dx - da) / norm2(x - a)",
    },
    conditions="x and a differ.",
    special_points=(
        TestVector(
            name="equal",
            operands={"x": [1.0, 2.0], "a": [1.0, 2.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0], "a": [0.0, 0.0]},
            why="Every vector of the unit ball is a subgradient; the shortest is 0.",
        ),
    ),
    why=(
        "By the chain rule the slope is that of the norm at `x - a`. Moving `x` along the unit "
        "vector which points away from `a` lengthens the distance at rate 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "a": [1.0, 5.0]},
            value=5.0,
            gradients={"x": [0.6, -0.8], "a": [-0.6, 0.8]},
        ),
    ),
    references=("Matrix Cookbook, equation 129", "Wikipedia, Matrix calculus (scalar-by-vector)"),
    see_also=("linalg.norm2", "linalg.normalize"),
)
