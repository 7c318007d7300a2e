"""The modified Bessel function of the first kind of order 0."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.i0",
    title="Modified Bessel function I0",
    summary=(
        "The modified Bessel function of the first kind of order zero, which grows like an "
        "exponential."
    ),
    function="i0(x)",
    operands="x:(n)",
    partials={"x": "i1(x)"},
    also={"same": "iv(0, x)"},
    primal="scipy.special.i0",
    numpy=("numpy.i0",),
    why="Term by term, the derivative of the power series of `i0` is that of `i1`.",
    pitfalls="It overflows beyond 713; `i0e(x)` is the same without the exponential.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[1.0634833707413236, 4.8807925858650245],
            gradients={"x": [0.2578943053908963, -3.9533702174026093]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="bottom",
            operands={"x": [0.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="The curve is even and smooth.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.3"),
    see_also=("special.i1", "special.iv", "special.i0e", "special.k0"),
    tags=("Bessel function", "von Mises distribution", "Kaiser window"),
)
