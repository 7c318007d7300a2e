"""The modified Bessel function of the first kind of order 1."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.i1",
    title="Modified Bessel function I1",
    summary="The modified Bessel function of the first kind of order one.",
    function="i1(x)",
    operands="x:(n) nonzero",
    partials={"x": "(i0(x) + iv(2, x)) / 2"},
    also={"same": "iv(1, x)"},
    primal="scipy.special.i1",
    why=(
        "The recurrence of modified Bessel functions: the slope is the mean of the two neighbours "
        "in order. The common form `i0(x) - y / x` is the same, and 0/0 at 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[0.2578943053908963, -3.9533702174026093],
            gradients={"x": [0.5476947599595309, 3.5630025133974876]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.5]},
            why="The power series starts `x / 2`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.1"),
    see_also=("special.i0", "special.iv", "special.i1e"),
    tags=("Bessel function", "von Mises distribution"),
)
