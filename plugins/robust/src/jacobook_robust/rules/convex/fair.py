"""The loss called Fair."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 * (x - log(1 + x))` at `x = abs(r) / c`."""
    x = abs(r) / c
    return c * (c * (x - op.log1p(x)))


rule = elementwise(
    id="robust.convex.fair",
    title="Fair loss",
    summary="A convex loss whose influence rises to its bound along a hyperbola.",
    function="fair(c, r)",
    operands="c:() pos; r:(n)",
    partials={
        "c": "abs(r) + abs(r) / (1 + abs(r) / c) - 2 * c * log1p(abs(r) / c)",
        "r": "r / (1 + abs(r) / c)",
    },
    also={"same": "c**2 * (abs(r) / c - log(1 + abs(r) / c))"},
    primal=primal,
    why=(
        "With `x = abs(r) / c` the slope of `x - log(1 + x)` is `x / (1 + x)`. The chain rule "
        "brings `c * sign(r)`, and the product is `r / (1 + x)`. The absolute value has a kink at "
        "zero, but it enters multiplied by `r`: the second derivative is `1 / (1 + x)**2`, which "
        "is 1 there from both sides."
    ),
    pitfalls=(
        "The third derivative jumps at zero. The influence creeps up to its bound `c`: at `10 * c` "
        "it has reached ten elevenths of it."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -6.0]},
            value=[1.2274112777602189, 6.454822555520438],
            gradients={"c": 2.1822338332806563, "r": [1.0, -1.5]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero residual",
            operands={"c": 2.0, "r": [0.0]},
            value=[0.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The kink of the absolute value is multiplied by zero.",
        ),
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [-1e200]},
            value=[2e200],
            gradients={"r": [-2.0]},
            why="The influence has reached its bound.",
        ),
    ),
    references=("Fair 1974", "Holland & Welsch 1977, table 1", "Zhang 1997, table 1"),
    see_also=("robust.convex.huber", "robust.weight.fair"),
    tags=("robust loss", "symmetric", "convex", "bounded influence"),
)
