"""The imaginary part of real arrays: zero."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.imag",
    title="The imaginary part, of real numbers",
    summary="The imaginary part of real entries, which is zero.",
    function="imag(x)",
    operands="x:(n)",
    partials={"x": "0"},
    primal="numpy.imag",
    complex="imaginary_part",
    why="Real numbers have the imaginary part 0 and keep it.",
    vectors=(
        TestVector(operands={"x": [1.5, -2.0]}, value=[0.0, 0.0], gradients={"x": [0.0, 0.0]}),
    ),
    references=("NumPy reference",),
    see_also=("ufunc.real", "complex.imaginary_part"),
)
