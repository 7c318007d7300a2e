"""The loss of Geman and McClure."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 / 2` times the square of `r / sqrt(c**2 + r**2)`."""
    return c * c / 2 * (r / op.hypot(c, r)) ** 2


rule = elementwise(
    id="robust.redescending.geman_mcclure",
    title="Geman-McClure loss",
    summary="A bounded loss: a rational function that levels off at half the squared scale.",
    function="geman_mcclure(c, r)",
    operands="c:() pos; r:(n)",
    partials={
        "c": "c * (r / hypot(c, r))**4",
        "r": "r * (c / hypot(c, r))**2 * (c / hypot(c, r))**2",
    },
    also={
        "elem[r]": "r / (1 + (r / c)**2)**2",
        "same": "r**2 / 2 / (1 + (r / c)**2)",
    },
    primal=primal,
    why=(
        "The quotient rule on `r**2 / 2 / (1 + x**2)` with `x = r / c` leaves `r` over the squared "
        "denominator. The influence is largest at `c / sqrt(3)` and falls like the third power of "
        "the residual: an outlier costs a constant and pulls hardly at all."
    ),
    pitfalls=(
        "Not convex beyond `c / sqrt(3)`: start from a robust fit, or lower the scale step by step "
        "(graduated non-convexity). Some texts set the scale to 1 and leave the half away."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -4.0]},
            value=[1.0, 1.6],
            gradients={"c": 1.78, "r": [0.5, -0.16]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e100]},
            value=[2.0],
            gradients={"c": 2.0, "r": [1.6e-299]},
            why="The fourth power would overflow, and is not computed.",
        ),
    ),
    references=("Geman & McClure 1987", "Zhang 1997, table 1"),
    see_also=("robust.weight.geman_mcclure", "robust.redescending.welsch"),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "bounded loss"),
)
