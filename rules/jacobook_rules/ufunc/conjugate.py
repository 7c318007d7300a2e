"""The complex conjugate of real arrays: the array itself."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.conjugate",
    title="The complex conjugate, of real numbers",
    summary="The complex conjugate of real entries, which is the entry itself.",
    function="conjugate(x)",
    operands="x:(n)",
    partials={"x": "1"},
    also={"same": "x"},
    primal="numpy.conjugate",
    complex="complex_conj",
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
