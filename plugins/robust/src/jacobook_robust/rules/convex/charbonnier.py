"""A smooth absolute value."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`sqrt(c**2 + r**2) - c`, without the difference and without squares."""
    return r * (r / (op.hypot(c, r) + c))


rule = elementwise(
    id="robust.convex.charbonnier",
    title="Charbonnier loss",
    summary="The absolute value with its tip rounded off, as in image restoration.",
    function="charbonnier(c, r)",
    operands="c:() pos; r:(n)",
    partials={"c": "-y / hypot(c, r)", "r": "r / hypot(c, r)"},
    also={"elem[c]": "c / hypot(c, r) - 1", "same": "sqrt(c**2 + r**2) - c"},
    primal=primal,
    why=(
        "The slope of `sqrt(c**2 + r**2)` by `r` is `r` over the root. It runs from -1 to 1 and "
        "turns within a few `c` of zero. The loss is the pseudo-Huber loss divided by its scale; as "
        "`c` goes to zero it becomes `abs(r)`."
    ),
    pitfalls=(
        "Many programs leave `- c` away: the same slopes, but a loss that is `c` at a perfect fit. "
        "Near zero the curvature is `1 / c`, so a small scale needs small steps."
    ),
    vectors=(
        TestVector(
            operands={"c": 3.0, "r": [4.0, 0.0]},
            value=[2.0, 0.0],
            gradients={"c": -0.4, "r": [0.8, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 3.0, "r": [-1e200]},
            value=[1e200],
            gradients={"c": -1.0, "r": [-1.0]},
            why="The square would overflow, and is not computed.",
        ),
    ),
    references=("Charbonnier et al. 1994", "Barron 2019, section 1"),
    see_also=("robust.convex.pseudo_huber", "robust.convex.l1_l2", "ufunc.hypot"),
    tags=("robust loss", "symmetric", "convex", "bounded influence", "smooth absolute value"),
)
