"""The soft Dice loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.dice",
    title="Soft Dice loss",
    summary="One less the share that a predicted and a true region have in common.",
    function="1 - 2 * sum(p * t) / (sum(p) + sum(t))",
    operands="p:(n) unit01; t:(n) bool",
    result="C",
    derivative={
        "grad[p]": "-2 * (t - sum(p * t) / (sum(p) + sum(t))) / (sum(p) + sum(t))",
    },
    conditions="Prediction and truth are not both empty.",
    why=(
        "The quotient rule: the overlap `sum(p * t)` moves with each entry at rate `t`, and the "
        "denominator with every entry at rate 1. So entries inside the true region are drawn up, "
        "and all others down by the same amount."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.25, 0.25], "t": [True, False, False]},
            value=0.5,
            gradients={"p": [-0.75, 0.25, 0.25]},
        ),
    ),
    references=("Milletari, Navab & Ahmadi 2016",),
    see_also=("loss.bce", "loss.focal"),
    tags=("Dice loss", "F1 score", "segmentation", "class imbalance"),
)
