"""The focal loss."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.focal",
    title="Focal loss for a logit and target 1",
    summary="The logistic loss, with little weight on examples that are predicted well already.",
    function="sigmoid(-z)**g * softplus(-z)",
    operands="z:(); g:() pos",
    result="C",
    derivative={
        "elem[z]": ("sigmoid(-z)**g * (g * sigmoid(z) * log(sigmoid(z)) - sigmoid(-z))"),
        "same": "(1 - sigmoid(z))**g * (-log(sigmoid(z)))",
    },
    rewrites={"(1 - sigmoid(z))**g": "sigmoid(-z)**g"},
    conditions="g is not negative; with g = 0 it is the logistic loss.",
    why=(
        "Call `s = sigmoid(z)`, with slope `s * (1 - s)`. The weight `(1 - s)**g` has the slope "
        "`-g * (1 - s)**g * s`, and `-log(s)` has `-(1 - s)`. In the product rule `(1 - s)**g` is "
        "common to both terms; and `1 - s` is `sigmoid(-z)`."
    ),
    pitfalls=(
        "`1 - sigmoid(z)` is 0 from about `z = 37` on, and for `g` below 1 its power has an "
        "infinite slope there. `sigmoid(-z)` keeps its digits; in the book it takes its place."
    ),
    vectors=(
        TestVector(
            operands={"z": 1.0, "g": 2.0},
            value=0.022658057508467333,
            gradients={"z": -0.05258112997756062, "g": -0.029755958839454748},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far on the wrong side",
            operands={"z": -1000.0, "g": 2.0},
            value=1000.0,
            gradients={"z": -1.0},
            why="The sigmoid underflows; its logarithm and the slope do not.",
        ),
    ),
    references=("Lin et al. 2017",),
    see_also=("loss.bce_logits", "loss.logistic", "act.sigmoid"),
    tags=("focal loss", "class imbalance", "object detection", "classification"),
)
