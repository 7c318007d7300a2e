"""Binary cross entropy of logits."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.bce_logits",
    title="Binary cross entropy on logits",
    summary="The cost of predicted log-odds when the outcomes are known.",
    function="sum(softplus(z) - t * z)",
    operands="z:(n); t:(n) unit01",
    result="C",
    derivative={
        "grad[z]": "sigmoid(z) - t",
        "hess[z]": "diag(sigmoid(z) * (1 - sigmoid(z)))",
        "same": (
            "sum(log(1 + exp(z)) - t * z)",
            "sum(maximum(z, 0) - t * z + log(1 + exp(-abs(z))))",
            "-sum(t * log(sigmoid(z)) + (1 - t) * log(1 - sigmoid(z)))",
        ),
    },
    rewrites={
        "maximum(z, 0) + softplus(-abs(z))": "softplus(z)",
        "maximum(z, 0) - t + softplus(-abs(z))": "softplus(z) - t",
        "t + maximum(z, 0) + softplus(-abs(z))": "t + softplus(z)",
        "maximum(-z, 0) + softplus(-abs(z))": "softplus(-z)",
        "t + maximum(-z, 0) + softplus(-abs(z))": "t + softplus(-z)",
    },
    why=(
        "The softplus has the sigmoid for its slope, and `t * z` has `t`: what is left is the "
        "predicted probability less the outcome. Put the sigmoid into the loss on probabilities "
        "and its slope `p * (1 - p)` cancels the denominator there, which gives the same."
    ),
    pitfalls=(
        "The stable form `maximum(z, 0) - t * z + log1p(exp(-abs(z)))` has two kinks at 0 that "
        "cancel; differentiated term by term, with slope 0 at each, it gives `-t` there instead "
        "of `1/2 - t`. And all weights zero, where training may start, makes every logit 0. In the "
        "book the two terms are recognised as one softplus."
    ),
    vectors=(
        TestVector(
            operands={"z": [0.0, 2.0, -1.0], "t": [1.0, 0.5, 0.0]},
            value=2.1333368791211407,
            gradients={"z": [-0.5, 0.3807970779778824, 0.2689414213699951], "t": [0.0, -2.0, 1.0]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"z": [1000.0, -1000.0], "t": [0.0, 1.0]},
            value=2000.0,
            gradients={"z": [1.0, -1.0]},
            why="The exponential would overflow; the loss is a straight line there.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.bce", "loss.logistic", "loss.softmax_cross_entropy", "act.softplus"),
    tags=("binary cross entropy", "BCE with logits", "logistic regression", "classification"),
)
