"""A number times a power of two."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.ldexp",
    title="Times a power of two",
    summary="Each entry times two to a whole power.",
    function="ldexp(x, p)",
    operands="x:(n); p:(n) int(-2..3)",
    partials={"x": "ldexp(1, p)", "p": "0"},
    also={"elem[x]": "2.0**p", "same": "x * 2.0**p"},
    primal="numpy.ldexp",
    why="For a fixed `p` the output is `x` times the constant `2**p`.",
    vectors=(
        TestVector(
            operands={"x": [1.5, -2.0], "p": [3, -1]},
            cotangent=[1.0, 10.0],
            value=[12.0, -1.0],
            gradients={"x": [8.0, 5.0]},
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.exp2", "elementwise.multiply"),
)
