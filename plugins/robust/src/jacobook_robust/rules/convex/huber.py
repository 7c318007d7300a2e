"""Huber's loss."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """Half the square up to `c`, a straight line beyond; no square of a large residual."""
    near = op.minimum(abs(r), c)
    return near * (abs(r) - near / 2)


rule = elementwise(
    id="robust.convex.huber",
    title="Huber loss",
    summary="Half the square of a small residual, and a straight line beyond the scale.",
    function="huber(c, r)",
    operands="c:() pos; r:(n)",
    partials={
        "c": "maximum(abs(r) - c, 0)",
        "r": "where(abs(r) <= c, r, c * sign(r))",
    },
    also={"same": "where(abs(r) <= c, r**2 / 2, c * (abs(r) - c / 2))"},
    primal=primal,
    numpy=("scipy.special.huber",),
    why=(
        "Up to `c` the loss is that of least squares, with slope `r`; beyond, it goes on along its "
        "tangent, so the slope stays `c * sign(r)`. One residual, however large, pulls with the "
        "force `c` at most. Among all estimators this one has the smallest worst variance when a "
        "part of the data is arbitrary."
    ),
    pitfalls=(
        "The influence has a kink at `abs(r) = c`. The second derivative there is taken from "
        "inside: 1. The scale comes first, as in SciPy, which gives infinity for a negative one."
    ),
    vectors=(
        TestVector(
            operands={"c": 1.5, "r": [1.0, -3.0]},
            value=[0.5, 3.375],
            gradients={"c": 1.5, "r": [1.0, -1.5]},
        ),
    ),
    special_points=(
        TestVector(
            name="where the line begins",
            operands={"c": 1.5, "r": [1.5, -1.5]},
            value=[1.125, 1.125],
            gradients={"c": 0.0, "r": [1.5, -1.5]},
            why="Parabola and tangent have the same slope here.",
        ),
        TestVector(
            name="far out",
            operands={"c": 1.5, "r": [1e200]},
            value=[1.5e200],
            gradients={"r": [1.5]},
            why="The square would overflow, and is not computed.",
        ),
        TestVector(
            name="nan",
            operands={"c": 1.5, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Huber 1964, section 4", "Huber & Ronchetti 2009, section 4.5"),
    see_also=("robust.convex.pseudo_huber", "robust.weight.huber", "robust.model.concomitant"),
    tags=("robust loss", "symmetric", "convex", "bounded influence", "M-estimator"),
)
