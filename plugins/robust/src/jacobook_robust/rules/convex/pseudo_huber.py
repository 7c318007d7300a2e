"""The smooth form of Huber's loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`c**2 * (sqrt(1 + (r / c)**2) - 1)`, without the difference and without squares."""
    return c * (r * (r / (op.hypot(c, r) + c)))


rule = elementwise(
    id="robust.convex.pseudo_huber",
    title="Pseudo-Huber loss",
    summary="A parabola that bends smoothly into two straight lines.",
    function="pseudo_huber(c, r)",
    operands="c:() pos; r:(n)",
    partials={"c": "y / c**3 * (y / hypot(1, r / c))", "r": "r / hypot(1, r / c)"},
    also={
        "elem[c]": "(2 * y - r**2 / hypot(1, r / c)) / c",
        "elem[r]": "r / sqrt(1 + (r / c)**2)",
        "same": "c**2 * (sqrt(1 + (r / c)**2) - 1)",
    },
    primal=primal,
    numpy=("scipy.special.pseudo_huber",),
    why=(
        "With `s = sqrt(1 + (r / c)**2)` the loss is `c**2 * (s - 1)`, and the slope of `s` by `r` "
        "is `r / (c**2 * s)`. So the influence is `r / s`: about `r` for small residuals, and never "
        "more than `c`. It has all derivatives, which Newton's method wants."
    ),
    pitfalls=(
        "`sqrt(1 + (r / c)**2) - 1` loses all digits of a small residual and overflows for a large "
        "one; the values here come from `r**2 / (s + 1)`, in factors."
    ),
    vectors=(
        TestVector(
            operands={"c": 4.0, "r": [3.0, 0.0]},
            value=[4.0, 0.0],
            gradients={"c": 0.2, "r": [2.4, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="small",
            operands={"c": 4.0, "r": [1e-9]},
            value=[5e-19],
            gradients={"r": [1e-9]},
            why="Half the square; the difference with 1 would round to 0.",
        ),
        TestVector(
            name="far out",
            operands={"c": 2.0, "r": [-1e200]},
            value=[2e200],
            gradients={"r": [-2.0]},
            why="The square would overflow, and is not computed.",
        ),
    ),
    references=("Hartley & Zisserman 2003, appendix 6.8", "Charbonnier et al. 1994"),
    see_also=("robust.convex.huber", "robust.convex.charbonnier", "robust.weight.pseudo_huber"),
    tags=("robust loss", "symmetric", "convex", "bounded influence", "smooth Huber loss"),
)
