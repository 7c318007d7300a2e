"""The unary plus."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.positive",
    title="Unary plus",
    summary="Each entry unchanged.",
    function="positive(x)",
    operands="x:(n)",
    partials={"x": "1"},
    also={"same": "x"},
    primal="numpy.positive",
    analytic=True,
    why="The output is the input, so it moves exactly as the input does.",
    vectors=(
        TestVector(
            operands={"x": [1.5, -2.0]},
            cotangent=[3.0, -5.0],
            value=[1.5, -2.0],
            gradients={"x": [3.0, -5.0]},
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.negative",),
)
