"""The triplet loss of metric learning."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.metric.triplet",
    title="Triplet loss",
    summary="How far a like point is from being nearer than an unlike one by a margin.",
    function="relu(sum((x - u)**2) - sum((x - v)**2) + c)",
    operands="x:(n); u:(n); v:(n); c:() range(3,5)",
    result="f",
    derivative={
        "grad[x]": "2 * (v - u) * where(f > 0, 1.0, 0.0)",
        "grad[u]": "2 * (u - x) * where(f > 0, 1.0, 0.0)",
        "grad[v]": "2 * (x - v) * where(f > 0, 1.0, 0.0)",
        "grad[c]": "where(f > 0, 1.0, 0.0)",
    },
    conditions="The squared distances differ by something else than the margin c.",
    why=(
        "Where the loss is positive it is a difference of two squared distances, in which the "
        "square of the anchor `x` cancels. So the anchor moves along the line between the other "
        "two, away from the unlike point `v`."
    ),
    pitfalls="Triplets that keep the margin have no gradient at all; most of a random draw do.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 0.0], "u": [3.0, 1.0], "v": [0.0, 2.0], "c": 2.0},
            value=2.0,
            gradients={"x": [-6.0, 2.0], "u": [4.0, 2.0], "v": [2.0, -4.0], "c": 1.0},
        ),
    ),
    special_points=(
        TestVector(
            name="margin kept exactly",
            operands={"x": [0.0, 0.0], "u": [1.0, 0.0], "v": [0.0, 2.0], "c": 3.0},
            value=0.0,
            gradients={"x": [0.0, 0.0], "u": [0.0, 0.0], "v": [0.0, 0.0], "c": 0.0},
            why="The slope of the rectified linear unit at 0 is 0: nothing is left to do.",
        ),
    ),
    references=("Weinberger & Saul 2009, section 3", "Schroff et al. 2015, section 3.1"),
    see_also=("dist.sqeuclidean", "dist.mahalanobis", "act.relu"),
    tags=("metric learning", "large margin nearest neighbour", "contrastive loss"),
)
