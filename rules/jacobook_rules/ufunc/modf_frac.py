"""The fractional part."""

from jacobook import TestVector, identity

rule = identity(
    id="ufunc.modf_frac",
    title="Fractional part",
    summary="Each entry without its whole part, with its own sign.",
    function="x - trunc(x)",
    operands="x:(n) nonint",
    derivative={"elem[x]": "1"},
    conditions="x is not a whole number.",
    why="Between two jumps the whole part is constant.",
    vectors=(
        TestVector(
            operands={"x": [2.75, -1.25]},
            cotangent=[3.0, 4.0],
            value=[0.75, -0.25],
            gradients={"x": [3.0, 4.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [2.0]},
            value=[0.0],
            gradients={"x": [1.0]},
            why="The whole part is flat by convention, also at its jumps.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.trunc",
        "ufunc.fmod",
    ),
)
