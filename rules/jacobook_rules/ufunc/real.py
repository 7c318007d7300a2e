"""The real part of real arrays: the array itself."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.real",
    title="The real part, of real numbers",
    summary="The real part of real entries, which is the entry itself.",
    function="real(x)",
    operands="x:(n)",
    partials={"x": "1"},
    also={"same": "x"},
    primal="numpy.real",
    complex="real_part",
    why=(
        "A real number is its own real part and its own conjugate, so the output moves as the "
        "input does."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.5, -2.0]},
            cotangent=[3.0, -5.0],
            value=[1.5, -2.0],
            gradients={"x": [3.0, -5.0]},
        ),
    ),
    references=("NumPy reference",),
    see_also=("ufunc.positive",),
)
