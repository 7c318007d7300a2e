"""The scaled modified Bessel function of order 1."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.i1e",
    title="Scaled Bessel function I1",
    summary="The modified Bessel function of order one without its exponential growth.",
    function="i1e(x)",
    operands="x:(n) nonzero",
    partials={"x": "(i0e(x) + ive(2, x)) / 2 - sign(x) * y"},
    also={"same": "exp(-abs(x)) * i1(x)"},
    primal="scipy.special.i1e",
    why=(
        "The product rule on `exp(-abs(x)) * i1(x)`: the exponential brings `-sign(x) * y`, the "
        "other factor the mean of its neighbours in order, scaled alike."
    ),
    pitfalls=(
        "For large entries the slope is a small difference and has lost digits: about as many as "
        "`x` has before its point."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[0.1564208031848717, -0.19682671329730086],
            gradients={"x": [0.17577286089453498, -0.01943526356790907]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.5]},
            why="Near 0 it is `x / 2`, and the kink of the exponential has no weight.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.1"),
    see_also=("special.i1", "special.i0e", "special.ive"),
    tags=("Bessel function",),
)
