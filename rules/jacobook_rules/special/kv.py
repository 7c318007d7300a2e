"""The modified Bessel function of the second kind."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.kv",
    title="Modified Bessel function of the second kind",
    summary="The modified Bessel function of the second kind, of any order.",
    function="kv(v, x)",
    operands="v:() int(0..3); x:(n) pos",
    partials={"x": "-(kv(v - 1, x) + kv(v + 1, x)) / 2"},
    conditions="x > 0; the order v is held fixed.",
    primal="scipy.special.kv",
    why=(
        "The recurrence of modified Bessel functions: the slope is minus the mean of the two "
        "neighbours in order."
    ),
    pitfalls=("The derivative by the order has no simple form, and a gradient by it is refused."),
    vectors=(
        TestVector(
            operands={"v": 2, "x": [0.5, 3.0]},
            value=[7.5501835512408695, 0.06151045847174204],
            gradients={"x": [-31.85717532496678, -0.08116340344268888]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 2.5",
            operands={"v": 2.5, "x": [0.5, 3.0]},
            value=[20.425904466498483, 0.08406063197411738],
            gradients={"x": [-105.35466514299219, -0.11808517348745061]},
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
    see_also=("special.k0", "special.k1", "special.kve", "special.iv"),
    tags=("Bessel function", "Matern covariance", "Macdonald function"),
)
