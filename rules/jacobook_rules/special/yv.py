"""The Bessel function of the second kind."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.yv",
    title="Bessel function of the second kind",
    summary="The Bessel function of the second kind, of any order.",
    function="yv(v, x)",
    operands="v:() int(0..3); x:(n) pos",
    partials={"x": "(yv(v - 1, where(x == 0, 1, x)) - yv(v + 1, x)) / 2"},
    also={"elem[x]": "(yv(v - 1, x) - yv(v + 1, x)) / 2"},
    conditions="x > 0; the order v is held fixed.",
    primal="scipy.special.yv",
    why=(
        "The recurrence of Bessel functions: twice the slope is the neighbour below less the "
        "neighbour above. At the pole the one above outgrows the other, and the condition lets "
        "it."
    ),
    pitfalls=("The derivative by the order has no simple form, and a gradient by it is refused."),
    vectors=(
        TestVector(
            operands={"v": 2, "x": [0.5, 3.0]},
            value=[-5.441370837174266, -0.16040039348492374],
            gradients={"x": [20.29401095602682, 0.4316080204484158]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="order 2.5",
            operands={"v": 2.5, "x": [0.5, 3.0]},
            value=[-14.138547422284622, -0.3690407300737979],
            gradients={"x": [68.17127156100177, 0.3945420324490002]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"v": 1, "x": [0.0]},
            value=[-inf],
            gradients={"x": [inf]},
            why="The curve rises from minus infinity.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.6.1"),
    see_also=("special.y0", "special.y1", "special.jv"),
    tags=("Bessel function", "Neumann function", "yn"),
)
