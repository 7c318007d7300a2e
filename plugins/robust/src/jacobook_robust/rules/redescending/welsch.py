"""The loss of Welsch and Leclerc."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array

VANISHED = 40.0
"""From here on `exp(-x**2)` is 0 in double precision."""


def primal(c: Array, r: Array) -> Array:
    """`c**2 / 2 * (1 - exp(-x**2))` at `x = r / c`."""
    x = op.minimum(abs(r) / c, VANISHED)
    return -c * c / 2 * op.expm1(-x * x)


rule = elementwise(
    id="robust.redescending.welsch",
    title="Welsch (Leclerc) loss",
    summary="A bounded loss: an upturned bell curve.",
    function="welsch(c, r)",
    operands="c:() pos; r:(n)",
    partials={
        "c": "2 * y / c - r / c * (r * welsch_weight(c, r))",
        "r": "r * welsch_weight(c, r)",
    },
    also={
        "elem[c]": "2 * y / c - r**2 / c * exp(-(r / c)**2)",
        "elem[r]": "r * exp(-(r / c)**2)",
        "same": "c**2 / 2 * (1 - exp(-(r / c)**2))",
    },
    primal=primal,
    why=(
        "The slope of `-exp(-(r / c)**2)` is `2 * r / c**2` times the exponential, and `c**2 / 2` "
        "takes the factor away. The influence is largest at `c / sqrt(2)`; beyond `3 * c` it is "
        "practically zero. Minimising it is maximising a kernel density (correntropy)."
    ),
    pitfalls=(
        "Not convex beyond `c / sqrt(2)`. A residual far out has slope 0 to the last digit: a start "
        "far from the data does not move at all."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -1.0]},
            value=[1.2642411176571153, 0.44239843385719027],
            gradients={"c": 0.5814802776357185, "r": [0.7357588823428847, -0.7788007830714049]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [1e200]},
            value=[2.0],
            gradients={"c": 2.0, "r": [0.0]},
            why="The loss has reached its bound.",
        ),
    ),
    references=("Dennis & Welsch 1978", "Holland & Welsch 1977, table 1", "Leclerc 1989"),
    see_also=("robust.weight.welsch", "robust.redescending.geman_mcclure"),
    aliases=("leclerc_loss",),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "bounded loss"),
)
