"""The scaled modified Bessel function of the second kind."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.kve",
    title="Scaled Bessel function of the second kind",
    summary="The modified Bessel function of the second kind without its exponential decay.",
    function="kve(v, x)",
    operands="v:() int(0..3); x:(n) pos",
    partials={"x": "where(x == 0, 0, y) - (kve(v - 1, x) + kve(v + 1, x)) / 2"},
    also={"elem[x]": "y - (kve(v - 1, x) + kve(v + 1, x)) / 2", "same": "exp(x) * kv(v, x)"},
    conditions="x > 0; the order v is held fixed.",
    primal="scipy.special.kve",
    why=(
        "The product rule on `exp(x) * kv(v, x)`: the exponential brings `y`, the other factor "
        "minus the mean of its neighbours in order, scaled alike. At the pole the neighbours "
        "outgrow `y`, and the condition lets them."
    ),
    pitfalls=(
        "For large entries the slope is a small difference and has lost digits: about as many as "
        "`x` has before its point. The derivative by the order has no simple form, and a gradient "
        "by it is refused."
    ),
    vectors=(
        TestVector(
            operands={"v": 2, "x": [0.5, 3.0]},
            value=[12.448148218621052, 1.2354705847963763],
            gradients={"x": [-40.07545436407494, -0.3947399518633281]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 2.5",
            operands={"v": 2.5, "x": [0.5, 3.0]},
            value=[33.6766231672048, 1.6884029273026246],
            gradients={"x": [-140.02385422153577, -0.6834011848605861]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"v": 1, "x": [0.0]},
            value=[inf],
            gradients={"x": [-inf]},
            why="The curve falls from infinity.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.1"),
    see_also=("special.kv", "special.ive"),
    tags=("Bessel function", "Matern covariance"),
)
