"""Two vectors as the rows of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="array.stack",
    title="Stack along a new axis",
    summary="Two vectors of one size as the rows of a matrix.",
    function="stack([x, y])",
    operands="x:(n); y:(n)",
    result="Z",
    derivative={"vjp[x]": "Z_bar[0]", "vjp[y]": "Z_bar[1]", "d": "stack([dx, dy])"},
    why="Row 0 of the result is `x` and row 1 is `y`: each reads its cotangent in its own row.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": [3.0, 4.0]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [3.0, 4.0]],
            gradients={"x": [1.0, 10.0], "y": [100.0, 1000.0]},
        ),
    ),
    references=("NumPy reference, stack",),
    see_also=("array.stack_all", "array.concatenate"),
)
