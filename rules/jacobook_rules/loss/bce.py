"""Binary cross entropy of probabilities."""

from jacobook import TestVector, identity, inf, nan

rule = identity(
    id="loss.bce",
    title="Binary cross entropy on probabilities",
    summary="The cost of predicted probabilities when the outcomes are known.",
    function="-sum(t * log(p) + (1 - t) * log(1 - p))",
    operands="p:(n) unit01; t:(n) unit01",
    result="C",
    derivative={
        "grad[p]": "(p - t) / (p * (1 - p))",
        "grad[t]": "log(1 - p) - log(p)",
    },
    conditions="Every p lies between 0 and 1.",
    why=(
        "The logarithms have the slopes `1 / p` and `-1 / (1 - p)`, so each entry of the gradient "
        "is `-t / p + (1 - t) / (1 - p)`. On a common denominator the products `t * p` cancel, and "
        "`p - t` is left above it."
    ),
    pitfalls=(
        "At `p = 0` or `p = 1` the product of 0 and an infinite logarithm is undefined, even where "
        "the target agrees. If the probabilities come from a sigmoid, use the loss on logits, "
        "whose gradient is `p - t` with nothing to divide by."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.8, 0.25], "t": [1.0, 0.5, 0.0]},
            value=1.8971199848858813,
            gradients={
                "p": [-2.0, 1.875, 1.3333333333333333],
                "t": [0.0, -1.3862943611198906, 1.0986122886681098],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="certain and wrong",
            operands={"p": [0.0], "t": [1.0]},
            value=inf,
            gradients={"p": [-inf]},
            why="The probability of what happened is 0; the loss falls steeply as it grows.",
        ),
        TestVector(
            name="certain and right",
            operands={"p": [0.0], "t": [0.0]},
            value=nan,
            gradients={"p": [nan]},
            why="NumPy's value is undefined, 0 times an infinite logarithm, and so is the slope.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.bce_logits", "loss.cross_entropy", "loss.logistic"),
    tags=("binary cross entropy", "BCE", "log loss", "classification"),
)
