"""Rows divided by their lengths."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="nn.l2_normalize",
    title="Row-wise L2 normalisation",
    summary="Each row of a matrix divided by its Euclidean length.",
    function="X / norm2(X, axis=1, keepdims=True)",
    operands="X:(m,n)",
    result="Y",
    derivative={
        "vjp[X]": (
            "(Y_bar - Y * sum(Y * Y_bar, axis=1, keepdims=True)) / norm2(X, axis=1, keepdims=True)"
        ),
        "d": "(dX - Y * sum(Y * dX, axis=1, keepdims=True)) / norm2(X, axis=1, keepdims=True)",
        "same": "X / sqrt(sum(X**2, axis=1, keepdims=True))",
    },
    conditions="No row is zero.",
    why=(
        "A row moves its direction only by what is across it: of a change `dX` the part along the "
        "row, `Y * sum(Y * dX)`, is lost, and the rest is divided by the length. The map is "
        "symmetric, so the cotangent takes the same way back."
    ),
    pitfalls=(
        "A zero row has no direction. A small number added to the length makes a different "
        "function, with a large slope at zero."
    ),
    vectors=(
        TestVector(
            operands={"X": [[3.0, -4.0], [0.0, 2.0]]},
            cotangent=[[5.0, 0.0], [6.0, 1.0]],
            value=[[0.6, -0.8], [0.0, 1.0]],
            gradients={"X": [[0.64, 0.48], [3.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="zero row",
            operands={"X": [[0.0, 0.0], [0.0, 2.0]]},
            value=[[nan, nan], [0.0, 1.0]],
            gradients={"X": [[nan, nan], [0.5, 0.0]]},
            why="The direction, and with it the slope, depends on the way to zero.",
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("linalg.normalize", "nn.rms_norm", "linalg.norm2"),
    tags=("unit vectors", "cosine similarity"),
)
