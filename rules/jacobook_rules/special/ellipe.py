"""The complete elliptic integral of the second kind."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.ellipe",
    title="Complete elliptic integral of the second kind",
    summary="A quarter of the length of an ellipse, by the parameter of its flattening.",
    function="ellipe(x)",
    operands="x:(n) unit",
    partials={"x": "-pi / 8 * hyp2f1(0.5, 1.5, 2, where(y == y, x, nan))"},
    also={
        "elem[x]": ("(y - ellipk(x)) / (2 * x)", "-pi / 8 * hyp2f1(0.5, 1.5, 2, x)"),
        "same": "pi / 2 * hyp2f1(-0.5, 0.5, 1, x)",
    },
    conditions="x < 1.",
    primal="scipy.special.ellipe",
    why=(
        "It is `pi / 2 * hyp2f1(-1/2, 1/2, 1, x)`, and the slope of a hypergeometric function is "
        "another one. The common form by `ellipk` is the same, and 0/0 at 0."
    ),
    pitfalls=(
        "The entry is the parameter `m`, which is the square of the modulus `k` of many texts."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[1.3506438810476755, 2.422112055136919],
            gradients={"x": [-0.5034307962536965, -0.2239757052311829]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="circle",
            operands={"x": [0.0]},
            value=[1.5707963267948966],
            gradients={"x": [-0.39269908169872414]},
            why="The power series starts `pi / 2 * (1 - x / 4)`.",
        ),
        TestVector(
            name="flat",
            operands={"x": [1.0, 1.5]},
            value=[1.0, nan],
            gradients={"x": [-inf, nan]},
            why="The curve ends upright; beyond, it is undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 19.4.2"),
    see_also=("special.ellipk", "special.hyp2f1"),
    tags=("elliptic integral", "circumference of an ellipse"),
)
