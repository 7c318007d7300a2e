"""The cosine distance."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="loss.cosine",
    title="Cosine distance",
    summary="One less the cosine of the angle between two vectors.",
    function="1 - dot(x, y) / (norm2(x) * norm2(y))",
    operands="x:(n); y:(n)",
    result="C",
    derivative={"grad[x]": "(dot(x, y) / dot(x, x) * x - y) / (norm2(x) * norm2(y))"},
    conditions="Neither vector is zero.",
    why=(
        "The quotient rule gives `-y` from the dot product, and a multiple of `x` from the length "
        "of `x`. Growing longer does not change the angle, so what is left of `-y` is its part at "
        "right angles to `x`."
    ),
    pitfalls=(
        "At a zero vector there is no angle. A small constant added to the lengths makes another "
        "function, with huge gradients there."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 4.0], "y": [5.0, 12.0]},
            value=0.03076923076923077,
            gradients={
                "x": [0.039384615384615386, -0.029538461538461538],
                "y": [-0.017478379608557124, 0.007282658170232135],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero vector",
            operands={"x": [0.0, 0.0], "y": [5.0, 12.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="No angle, and no slope: it would depend on the direction.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("linalg.normalize", "linalg.norm2", "loss.infonce"),
    tags=("cosine similarity", "cosine distance", "embedding"),
)
