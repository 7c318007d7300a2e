"""The triplet margin loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.triplet",
    title="Triplet margin loss",
    summary="What an anchor lacks to be nearer to its like than to another, by a margin.",
    function="maximum(0, sum((a - p)**2) - sum((a - q)**2) + c)",
    operands="a:(n); p:(n); q:(n); c:() pos",
    result="C",
    derivative={
        "grad[a]": "2 * (q - p) * where(sum((a - p)**2) - sum((a - q)**2) + c > 0, 1.0, 0.0)",
        "grad[p]": "-2 * (a - p) * where(sum((a - p)**2) - sum((a - q)**2) + c > 0, 1.0, 0.0)",
        "grad[q]": "2 * (a - q) * where(sum((a - p)**2) - sum((a - q)**2) + c > 0, 1.0, 0.0)",
    },
    conditions="The margin is not met exactly.",
    why=(
        "While the margin is not met the loss is the difference of two squared distances. Their "
        "slopes in `a` are `2 * (a - p)` and `2 * (a - q)`, and in the difference `a` cancels: the "
        "anchor is pulled along the line from `q` to `p`. Once the margin is met, the loss and "
        "its gradient are 0."
    ),
    vectors=(
        TestVector(
            name="margin not met",
            operands={"a": [1.0, 2.0], "p": [2.0, 0.0], "q": [3.0, 1.0], "c": 1.0},
            value=1.0,
            gradients={"a": [2.0, 2.0], "p": [2.0, -4.0], "q": [-4.0, 2.0], "c": 1.0},
        ),
        TestVector(
            name="margin met",
            operands={"a": [1.0, 2.0], "p": [2.0, 2.0], "q": [3.0, 1.0], "c": 1.0},
            value=0.0,
            gradients={"a": [0.0, 0.0], "p": [0.0, 0.0], "q": [0.0, 0.0], "c": 0.0},
        ),
    ),
    special_points=(
        TestVector(
            name="margin met exactly",
            operands={"a": [1.0, 2.0], "p": [2.0, 0.0], "q": [3.0, 0.0], "c": 3.0},
            value=0.0,
            gradients={"a": [0.0, 0.0], "p": [0.0, 0.0], "q": [0.0, 0.0], "c": 0.0},
            why="The subgradient of least size: exactly is enough.",
        ),
    ),
    references=("Schroff, Kalenichenko & Philbin 2015",),
    see_also=("loss.hinge", "loss.contrastive", "linalg.sqdist"),
    tags=("triplet loss", "metric learning", "embedding", "margin"),
)
