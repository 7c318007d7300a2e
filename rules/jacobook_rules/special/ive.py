"""The scaled modified Bessel function of the first kind."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.ive",
    title="Scaled Bessel function of the first kind",
    summary="The modified Bessel function of the first kind without its exponential growth.",
    function="ive(v, x)",
    operands="v:() int(0..3); x:(n) nonzero",
    partials={"x": "(ive(v - 1, x) + ive(v + 1, x)) / 2 - sign(x) * y"},
    also={"same": "exp(-abs(x)) * iv(v, x)"},
    conditions="The order v is held fixed; for one that is not whole, x > 0.",
    primal="scipy.special.ive",
    why=(
        "The product rule on `exp(-abs(x)) * iv(v, x)`: the exponential brings `-sign(x) * y`, "
        "the other factor the mean of its neighbours in order, scaled alike."
    ),
    pitfalls=(
        "For large entries the slope is a small difference and has lost digits: about as many as "
        "`x` has before its point. The derivative by the order has no simple form, and a gradient "
        "by it is refused."
    ),
    vectors=(
        TestVector(
            operands={"v": 2, "x": [0.5, -3.0]},
            value=[0.01935205770966328, 0.11178254529695816],
            gradients={"x": [0.0596605146365553, -0.010522471135703915]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 2.5",
            operands={"v": 2.5, "x": [0.5, 3.0]},
            value=[0.005805859338644327, 0.07544430863247611],
            gradients={"x": [0.023636506551269806, 0.01599962893885628]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, order 1",
            operands={"v": 1, "x": [0.0]},
            value=[0.0],
            gradients={"x": [0.5]},
            why="A form with `v / x` would be 0/0.",
        ),
        TestVector(
            name="peak, order 0",
            operands={"v": 0, "x": [0.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="The scaling by `exp(-abs(x))` makes a peak; the slope of least size.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.1"),
    see_also=("special.iv", "special.i0e", "special.i1e"),
    tags=("Bessel function", "von Mises-Fisher distribution"),
)
