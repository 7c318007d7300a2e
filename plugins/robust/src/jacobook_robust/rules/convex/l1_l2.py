"""Zhang's L1-L2 loss."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand(r: Array) -> Array:
    """`2 * (sqrt(1 + r**2 / 2) - 1)`, without the difference and without squares."""
    return r * (r / (1 + op.hypot(op.hypot(1, r / 2), r / 2)))


rule = derived(
    id="robust.convex.l1_l2",
    title="L1-L2 loss",
    summary="A loss without a scale to choose: squares near zero, absolute values far away.",
    function="2 * (sqrt(1 + r**2 / 2) - 1)",
    operands="r:(n)",
    derivative={
        "elem[r]": "r / sqrt(1 + r**2 / 2)",
        "same": ("l1_l2(r)", "pseudo_huber(sqrt(2), r)"),
    },
    expand=expand,
    shape=shapes.broadcast,
    why=(
        "This is the pseudo-Huber loss whose scale is the root of 2, so its influence is "
        "`r / sqrt(1 + r**2 / 2)`, bounded by that root. The rule states no derivative of its own: "
        "the engine differentiates the expansion."
    ),
    pitfalls="Residuals must be in units of their spread: a scale is fixed, though none is named.",
    vectors=(
        TestVector(
            operands={"r": [4.0, -1.0, 0.0]},
            value=[4.0, 0.44948974278317805, 0.0],
            gradients={"r": [1.3333333333333333, -0.816496580927726, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"r": [1e200]},
            value=[1.414213562373095e200],
            gradients={"r": [1.414213562373095]},
            why="The square would overflow, and is not computed.",
        ),
    ),
    references=("Zhang 1997, table 1",),
    see_also=("robust.convex.pseudo_huber", "robust.convex.charbonnier"),
    tags=("robust loss", "symmetric", "convex", "bounded influence"),
)
