"""The loss of support vector regression."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(eps: Array, r: Array) -> Array:
    """How far a residual is outside the tube of half-width `eps`."""
    return op.maximum(abs(r) - eps, 0.0)


rule = elementwise(
    id="robust.quantile.epsilon_insensitive",
    title="Epsilon-insensitive loss",
    summary="The distance of a residual from a tube around zero, inside which nothing counts.",
    function="epsilon_insensitive(eps, r)",
    operands="eps:() pos; r:(n)",
    partials={
        "eps": "where(abs(r) <= eps, 0.0, where(abs(r) > eps, -1.0, nan))",
        "r": "where(abs(r) <= eps, 0.0, sign(r))",
    },
    also={"same": "maximum(abs(r) - eps, 0)"},
    conditions="No residual is at the edge of the tube.",
    primal=primal,
    why=(
        "Inside the tube the loss is the constant 0; outside it is `abs(r) - eps`, with the slope "
        "`sign(r)` by the residual and -1 by the width. Only the points outside pull: they are the "
        "support vectors."
    ),
    pitfalls=(
        "The loss does not tell apart the fits that leave all points in the tube, so it is used with "
        "a penalty on the weights. At the edge the slope of least size, 0, is taken."
    ),
    vectors=(
        TestVector(
            operands={"eps": 0.5, "r": [0.25, -2.0, 1.5]},
            value=[0.0, 1.5, 1.0],
            gradients={"eps": -2.0, "r": [0.0, -1.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="edge of the tube",
            operands={"eps": 0.5, "r": [0.5, -0.5]},
            value=[0.0, 0.0],
            gradients={"eps": 0.0, "r": [0.0, 0.0]},
            why="The subgradient of least size: a point at the edge does not pull.",
        ),
        TestVector(
            name="nan",
            operands={"eps": 0.5, "r": [nan]},
            value=[nan],
            gradients={"eps": nan, "r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Vapnik 1995, section 6.1",),
    see_also=("robust.quantile.pinball", "robust.convex.huber", "ufunc.threshold"),
    tags=("robust loss", "symmetric", "convex", "bounded influence", "support vector regression"),
)
