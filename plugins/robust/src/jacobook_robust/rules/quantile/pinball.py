"""The loss of quantile regression."""

from jacobook import TestVector, elementwise, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(tau: Array, r: Array) -> Array:
    """`tau * r` above zero, `(tau - 1) * r` below."""
    return op.maximum(tau * r, (tau - 1) * r)


rule = elementwise(
    id="robust.quantile.pinball",
    title="Quantile (pinball) loss",
    summary="A tilted absolute value, whose mean is least at a quantile.",
    function="pinball(tau, r)",
    operands="tau:() unit01; r:(n) nonzero",
    partials={
        "tau": "r",
        "r": "where(r > 0, tau, where(r < 0, tau - 1, where(r == 0, 0.0, nan)))",
    },
    also={
        "elem[r]": "where(r > 0, tau, tau - 1)",
        "same": ("r * (tau - where(r < 0, 1.0, 0.0))", "(abs(r) + (2 * tau - 1) * r) / 2"),
    },
    conditions="No residual is zero.",
    primal=primal,
    why=(
        "Above zero the loss is the line `tau * r`, below zero the line `(tau - 1) * r`. The mean "
        "slope of a sample is zero where a part `tau` of it lies below: at the quantile. With "
        "`tau = 1/2` it is half the absolute value, and the quantile is the median."
    ),
    pitfalls=(
        "The curvature is 0 wherever it exists: Newton's method has nothing to go by. At a zero "
        "residual every slope from `tau - 1` to `tau` is a subgradient; the least, 0, is taken."
    ),
    vectors=(
        TestVector(
            operands={"tau": 0.75, "r": [2.0, -4.0]},
            value=[1.5, 1.0],
            gradients={"tau": -2.0, "r": [0.75, -0.25]},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"tau": 0.75, "r": [0.0]},
            value=[0.0],
            gradients={"tau": 0.0, "r": [0.0]},
            why="The subgradient of least size: a point on the fitted line does not pull.",
        ),
        TestVector(
            name="nan",
            operands={"tau": 0.75, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Koenker & Bassett 1978", "Koenker 2005, section 1.3"),
    see_also=("robust.model.quantile", "robust.quantile.epsilon_insensitive", "ufunc.absolute"),
    aliases=("quantile_loss", "check_loss"),
    tags=("robust loss", "convex", "bounded influence", "quantile regression"),
)
