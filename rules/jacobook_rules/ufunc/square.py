"""The square."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.square",
    title="Square",
    summary="Each entry times itself.",
    function="square(x)",
    operands="x:(n)",
    partials={"x": "2 * x"},
    also={"same": "x**2"},
    primal="numpy.square",
    analytic=True,
    rewrites={"abs(x)**2": "x**2", "square(abs(x))": "x**2"},
    why="The product rule on `x * x` gives `x + x`.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -1.5]},
            value=[9.0, 2.25],
            gradients={"x": [6.0, -3.0]},
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.sqrt",
        "ufunc.power",
    ),
)
