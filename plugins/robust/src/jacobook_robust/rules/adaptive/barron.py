"""Barron's general and adaptive loss."""

from jacobook import TestVector, elementwise, inf
from jacobook import operations as op
from jacobook.rule import Array


def primal(alpha: Array, c: Array, r: Array) -> Array:
    """`b / alpha * ((1 + z)**(alpha / 2) - 1)` with `b = abs(alpha - 2)` and `z = (r / c)**2 / b`.

    Its limits at `alpha` 0 and 2 are filled in: the quotient `expm1(t) / t`, and half the square.
    """
    given = abs(alpha - 2)
    square = given == 0
    b = given + square
    half_log = _half_log(abs(r) / (c * b**0.5))
    x = op.where(square, r / c, 0.0)
    return op.where(square, x * x / 2, b * half_log * _expm1_quotient(alpha * half_log)) * 1.0


def _half_log(x: Array) -> Array:
    """`log(1 + x**2) / 2`; the larger of 1 and `x` leaves the logarithm."""
    larger, smaller = op.maximum(x, 1.0), op.minimum(x, 1.0)
    return op.log(larger) + op.log1p((smaller / larger) ** 2) / 2


def _expm1_quotient(t: Array) -> Array:
    """`expm1(t) / t`, and 1 at 0."""
    zero = t == 0
    return op.where(zero, 1.0, op.expm1(t) / op.where(zero, 1.0, t))


HALF_LOG = "cauchy_loss(1, r / (c * sqrt(abs(alpha - 2))))"
"""`log(1 + z) / 2`."""
SHAPE = (
    f"sign(alpha - 2) * {HALF_LOG}**3"
    f" * (alpha * exp_moment(alpha * {HALF_LOG}, order=2)"
    f" - 2 * exp(alpha * {HALF_LOG}) * (exp_moment(-2 * {HALF_LOG})"
    f" - 2 * exp_moment(-2 * {HALF_LOG}, order=1) + exp_moment(-2 * {HALF_LOG}, order=2)))"
)
"""The slope by the shape, by parts until the cube stands in front: of order `r**6` near zero."""

rule = elementwise(
    id="robust.adaptive.barron",
    title="Barron's general and adaptive loss",
    summary="One family with a shape that runs from squares through Cauchy to bounded losses.",
    function="barron(alpha, c, r)",
    operands="alpha:(); c:() pos; r:(n)",
    partials={
        "alpha": f"where(alpha == 2, where(r == 0, 0.0, inf), {SHAPE})",
        "c": "-r / c * (r / c * barron_weight(alpha, c, r)) / c",
        "r": "r / c**2 * barron_weight(alpha, c, r)",
    },
    also={
        "elem[alpha]": (
            f"abs(alpha - 2) * {HALF_LOG}**2 * exp_moment(alpha * {HALF_LOG}, order=1)"
            " + (y - r**2 / c**2 * barron_weight(alpha, c, r) / 2) / (alpha - 2)"
        ),
        "elem[r]": "r / c**2 * (1 + (r / c)**2 / abs(alpha - 2))**(alpha / 2 - 1)",
        "same": ("abs(alpha - 2) / alpha * ((1 + (r / c)**2 / abs(alpha - 2))**(alpha / 2) - 1)"),
    },
    conditions="For the slope by alpha: alpha is not 2.",
    primal=primal,
    why=(
        "With `b = abs(alpha - 2)` and `z = (r / c)**2 / b` the power rule brings down `alpha / 2`, "
        "which cancels, and what is left is `r / c**2 * (1 + z)**(alpha / 2 - 1)`. At `alpha = 2` "
        "that is `r / c**2`, least squares; 1 gives pseudo-Huber, 0 Cauchy, -2 Geman-McClure. As "
        "the shape is one more variable with a slope, it can be fitted together with the weights."
    ),
    pitfalls=(
        "At `alpha = 0` the formula is 0 / 0 and at `alpha = 2` infinite; the values and slopes here "
        "are the limits. Only the slope by `alpha` has none at 2: the loss has a vertical tangent "
        "there. The loss is in units of `c**2`, unlike its relatives; to fit `alpha` or `c` add the "
        "logarithm of the partition function, or both run away. Any finite shape will do; the paper "
        "keeps it between 0 and 2 where it is fitted. The limit for `alpha = -inf` is Welsch's loss."
    ),
    vectors=(
        TestVector(
            operands={"alpha": 1.0, "c": 2.0, "r": [1.5, 0.0]},
            value=[0.25, 0.0],
            gradients={"alpha": 0.0039294391427621947, "c": -0.225, "r": [0.3, 0.0]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="a heavy tail",
            operands={"alpha": -2.0, "c": 1.0, "r": [2.0, -4.0]},
            value=[1.0, 1.6],
            gradients={"alpha": 0.18653882723320727, "c": -1.64, "r": [0.5, -0.16]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="squares",
            operands={"alpha": 2.0, "c": 2.0, "r": [4.0]},
            value=[2.0],
            gradients={"alpha": inf, "c": -2.0, "r": [1.0]},
            why="The limit is half the square. The shape has a vertical tangent.",
        ),
        TestVector(
            name="logarithm",
            operands={"alpha": 0.0, "c": 1.0, "r": [2.0]},
            value=[1.0986122886681098],
            gradients={
                "alpha": 0.085764429202424,
                "c": -1.3333333333333333,
                "r": [0.6666666666666666],
            },
            why="The limit is `log(1 + (r / c)**2 / 2)`.",
        ),
        TestVector(
            name="far out",
            operands={"alpha": -2.0, "c": 1.0, "r": [1e200]},
            value=[2.0],
            gradients={"r": [0.0]},
            why="The loss has reached its bound; no power overflows on the way.",
        ),
    ),
    references=("Barron 2019, equations 8 and 9",),
    see_also=("robust.adaptive.barron_weight", "robust.adaptive.family"),
    tags=("robust loss", "symmetric", "adaptive loss", "general loss"),
)
