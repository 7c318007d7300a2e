"""The exponential integral Ei."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.expi",
    title="Exponential integral Ei",
    summary="The integral of the exponential divided by its argument, up to the entry.",
    function="expi(x)",
    operands="x:(n) nonzero",
    partials={"x": "exp(x) / x"},
    conditions="x is not 0.",
    primal="scipy.special.expi",
    why="It is an antiderivative of `exp(x) / x` by definition.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.4542199048631736, -0.1464133725259102],
            gradients={"x": [3.2974425414002564, -0.22920383748815207]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0]},
            value=[-inf],
            gradients={"x": [inf]},
            why=(
                "The value falls without bound on both sides; the slope is that of the right one."
            ),
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 6.2.5"),
    see_also=("special.exp1", "special.ci"),
    tags=("exponential integral", "Ei", "logarithmic integral"),
)
