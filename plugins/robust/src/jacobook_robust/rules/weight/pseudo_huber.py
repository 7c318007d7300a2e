"""The weight of the pseudo-Huber loss."""

from jacobook import TestVector, elementwise
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`1 / sqrt(1 + (r / c)**2)`, without squares."""
    return c / op.hypot(c, r)


rule = elementwise(
    id="robust.weight.pseudo_huber",
    title="Weight of the pseudo-Huber loss",
    summary="How much a residual counts: a smooth hump with slow tails.",
    function="pseudo_huber_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="pseudo_huber_weight",
    partials={"c": "y / c * (r / hypot(c, r))**2", "r": "-r * y / c * (y / c) * y"},
    also={"elem[r]": "-r / c**2 * y**3", "same": "1 / sqrt(1 + (r / c)**2)"},
    primal=primal,
    why=(
        "The influence `r / sqrt(1 + (r / c)**2)` divided by `r`. The slope of `s**-1` is `-s**-2` "
        "times that of the root `s`, which is `r / (c**2 * s)`."
    ),
    vectors=(
        TestVector(
            operands={"c": 4.0, "r": [3.0, 0.0]},
            value=[0.8, 1.0],
            gradients={"c": 0.072, "r": [-0.096, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"c": 4.0, "r": [1e100]},
            value=[4e-100],
            gradients={"r": [-4e-200]},
            why="The tail is that of `c / r`; no power of the residual is computed.",
        ),
    ),
    references=("Hartley & Zisserman 2003, appendix 6.8",),
    see_also=("robust.convex.pseudo_huber", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
