"""The Bessel function of the first kind."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.jv",
    title="Bessel function of the first kind",
    summary="The Bessel function of the first kind, of any order.",
    function="jv(v, x)",
    operands="v:() int(0..3); x:(n)",
    partials={"x": "(jv(v - 1, x) - jv(v + 1, x)) / 2"},
    conditions="The order v is held fixed; for one that is not whole, x > 0.",
    primal="scipy.special.jv",
    why=(
        "The recurrence of Bessel functions: twice the slope is the neighbour below less the "
        "neighbour above."
    ),
    pitfalls=("The derivative by the order has no simple form, and a gradient by it is refused."),
    vectors=(
        TestVector(
            operands={"v": 2, "x": [0.5, -3.0]},
            value=[0.03060402345868264, 0.4860912605858911],
            gradients={"x": [0.11985236384014332, -0.014998118135342407]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 2.5",
            operands={"v": 2.5, "x": [0.5, 3.0]},
            value=[0.009236407819379724, 0.41271003220971597],
            gradients={"x": [0.04551966052875268, 0.13379318824566178]},
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
    references=("SciPy special reference", "DLMF, equation 10.6.1"),
    see_also=("special.j0", "special.j1", "special.yv", "special.spherical_jn"),
    tags=("Bessel function", "jn"),
)
