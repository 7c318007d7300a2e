"""The scaled modified Bessel function of order 0."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.i0e",
    title="Scaled Bessel function I0",
    summary="The modified Bessel function of order zero without its exponential growth.",
    function="i0e(x)",
    operands="x:(n) nonzero",
    partials={"x": "i1e(x) - sign(x) * y"},
    also={"same": "exp(-abs(x)) * i0(x)"},
    primal="scipy.special.i0e",
    why=(
        "The product rule on `exp(-abs(x)) * i0(x)`: the exponential brings `-sign(x) * y`, the "
        "other factor `i1`, scaled alike."
    ),
    pitfalls=(
        "For large entries the slope is a small difference and has lost digits: about as many as "
        "`x` has before its point."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[0.6450352704491501, 0.2430003541618254],
            gradients={"x": [-0.4886144672642784, 0.046173640864524544]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="peak",
            operands={"x": [0.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="The scaling by `exp(-abs(x))` makes a peak; the slope of least size.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.3"),
    see_also=("special.i0", "special.i1e", "special.ive"),
    tags=("Bessel function", "von Mises distribution"),
)
