"""The modified Bessel function of the first kind."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.iv",
    title="Modified Bessel function of the first kind",
    summary="The modified Bessel function of the first kind, of any order.",
    function="iv(v, x)",
    operands="v:() int(0..3); x:(n)",
    partials={"x": "(iv(v - 1, x) + iv(v + 1, x)) / 2"},
    conditions="The order v is held fixed; for one that is not whole, x > 0.",
    primal="scipy.special.iv",
    why=(
        "The recurrence of modified Bessel functions: the slope is the mean of the two neighbours "
        "in order."
    ),
    pitfalls=("The derivative by the order has no simple form, and a gradient by it is refused."),
    vectors=(
        TestVector(
            operands={"v": 2, "x": [0.5, -3.0]},
            value=[0.031906149177738256, 2.245212440929951],
            gradients={"x": [0.1302697086799433, -2.456561923449309]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 2.5",
            operands={"v": 2.5, "x": [0.5, 3.0]},
            value=[0.00957224378631588, 1.5153394466819652],
            gradients={"x": [0.04854225490243734, 1.8367005844906648]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, order 1",
            operands={"v": 1, "x": [0.0]},
            value=[0.0],
            gradients={"x": [0.5]},
            why="The power series starts `x / 2`.",
        ),
        TestVector(
            name="zero, order 1/2",
            operands={"v": 0.5, "x": [0.0]},
            value=[0.0],
            gradients={"x": [inf]},
            why="The curve starts as a square root.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.1"),
    see_also=("special.i0", "special.i1", "special.ive", "special.kv"),
    tags=("Bessel function", "von Mises-Fisher distribution"),
)
