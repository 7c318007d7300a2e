"""The complete elliptic integral of the first kind."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.ellipk",
    title="Complete elliptic integral of the first kind",
    summary="A quarter of the period of a pendulum, by the parameter of its amplitude.",
    function="ellipk(x)",
    operands="x:(n) unit",
    partials={"x": "pi / 8 * hyp2f1(1.5, 1.5, 2, where(y == y, x, nan))"},
    also={
        "elem[x]": (
            "(ellipe(x) - (1 - x) * y) / (2 * x * (1 - x))",
            "pi / 8 * hyp2f1(1.5, 1.5, 2, x)",
        ),
        "same": "pi / 2 * hyp2f1(0.5, 0.5, 1, x)",
    },
    conditions="x < 1.",
    primal="scipy.special.ellipk",
    why=(
        "It is `pi / 2 * hyp2f1(1/2, 1/2, 1, x)`, and the slope of a hypergeometric function is "
        "another one. The common form by `ellipe` is the same, and 0/0 at 0."
    ),
    pitfalls=(
        "The entry is the parameter `m`, which is the square of the modulus `k` of many texts."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[1.8540746773013719, 1.0782578237498217],
            gradients={"x": [0.847213084793979, 0.07878830166093198]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[1.5707963267948966],
            gradients={"x": [0.39269908169872414]},
            why="The power series starts `pi / 2 * (1 + x / 4)`.",
        ),
        TestVector(
            name="edge",
            operands={"x": [1.0, 1.5]},
            value=[inf, nan],
            gradients={"x": [inf, nan]},
            why="A pendulum that just reaches the top takes for ever; beyond, it is undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 19.4.1"),
    see_also=("special.ellipe", "special.hyp2f1"),
    tags=("elliptic integral", "pendulum", "arithmetic-geometric mean"),
)
