"""The loss of Cauchy and Lorentz."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 / 2 * log(1 + x**2)` at `x = r / c`; the larger of 1 and `x` leaves the logarithm."""
    x = abs(r) / c
    larger, smaller = op.maximum(x, 1.0), op.minimum(x, 1.0)
    return c * (c * (op.log(larger) + op.log1p((smaller / larger) ** 2) / 2))


LOG = "(2 * y / c**2)"
"""`log(1 + x**2)`, of which the slope by `c` takes `1 - exp(-LOG)` away without losing digits."""

rule = elementwise(
    id="robust.redescending.cauchy",
    title="Cauchy (Lorentzian) loss",
    summary="A loss that grows like a logarithm: large residuals pull less and less.",
    function="cauchy_loss(c, r)",
    operands="c:() pos; r:(n)",
    op="cauchy_loss",
    partials={
        "c": f"c * {LOG}**2 * (exp_moment(-{LOG}) - exp_moment(-{LOG}, order=1))",
        "r": "r * (c / hypot(c, r)) * (c / hypot(c, r))",
    },
    also={
        "elem[c]": "2 * y / c - r**2 / c / (1 + (r / c)**2)",
        "elem[r]": "r / (1 + (r / c)**2)",
        "same": "c**2 / 2 * log(1 + (r / c)**2)",
    },
    primal=primal,
    why=(
        "The slope of `log(1 + x**2) / 2` is `x / (1 + x**2)`, and the scale leaves "
        "`r / (1 + (r / c)**2)`. The influence is largest at `r = c`, where it is `c / 2`, and "
        "falls like `c**2 / r` after that. The loss is the negative logarithm of a Cauchy density."
    ),
    pitfalls=(
        "It is not convex beyond `c`, and a sum of such losses can have several minima: start from "
        "a robust fit. Written with `(r / c)**2` it overflows for very large residuals, in single "
        "precision from about `1e19 * c` on."
    ),
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [2.0, -6.0]},
            value=[1.3862943611198906, 4.605170185988092],
            gradients={"c": 3.191464547107982, "r": [1.0, -0.6]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 1.0, "r": [-1e200]},
            value=[460.51701859880916],
            gradients={"r": [-1e-200]},
            why="The square would overflow; neither value nor influence does.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1", "Black & Anandan 1996 (Lorentzian)"),
    see_also=(
        "robust.weight.cauchy",
        "robust.redescending.geman_mcclure",
        "robust.adaptive.barron",
    ),
    aliases=("lorentzian_loss",),
    tags=("robust loss", "symmetric", "bounded influence", "redescending", "Lorentzian"),
)
