"""The cosine of the angle between two vectors."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="dist.cosine_similarity",
    title="Cosine similarity",
    summary="The cosine of the angle between two vectors.",
    function="dot(x, y) / (norm2(x) * norm2(y))",
    operands="x:(n); y:(n)",
    result="c",
    derivative={
        "grad[x]": "(y / norm2(y) - c * x / norm2(x)) / norm2(x)",
        "grad[y]": "(x / norm2(x) - c * y / norm2(y)) / norm2(y)",
        "same": "dot(x / norm2(x), y / norm2(y))",
    },
    conditions="Neither vector is zero.",
    why=(
        "Only the directions count. From the direction of `y` the gradient takes away its part "
        "along `x`, because lengthening `x` changes no angle, and divides by the length of `x`."
    ),
    pitfalls=(
        "One minus the cosine loses its digits for nearly parallel vectors. Half the squared "
        "distance of the two unit vectors is the same number, and keeps them."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 4.0], "y": [4.0, 3.0]},
            value=0.96,
            gradients={"x": [0.0448, -0.0336], "y": [-0.0336, 0.0448]},
        ),
    ),
    special_points=(
        TestVector(
            name="parallel",
            operands={"x": [2.0, 0.0], "y": [4.0, 0.0]},
            value=1.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
            why="The cosine is largest there, and smooth.",
        ),
        TestVector(
            name="zero vector",
            operands={"x": [0.0, 0.0], "y": [3.0, 4.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="The zero vector has no direction: an undefined value has an undefined slope.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("linalg.normalize", "dist.sqeuclidean"),
    tags=("similarity", "cosine distance", "angle"),
)
