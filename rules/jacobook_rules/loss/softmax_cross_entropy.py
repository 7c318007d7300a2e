"""Cross entropy of a softmax with given probabilities."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.softmax_cross_entropy",
    title="Cross entropy with softmax, soft targets",
    summary="The cost of the probabilities that a softmax makes of the scores.",
    function="-sum(t * log_softmax(z))",
    operands="z:(n); t:(n) prob",
    result="C",
    derivative={
        "grad[z]": "softmax(z) - t",
        "hess[z]": "diag(softmax(z)) - outer(softmax(z), softmax(z))",
        "same": ("-sum(t * log(softmax(z)))", "logsumexp(z) - dot(t, z)"),
    },
    conditions="The targets have sum 1; otherwise the gradient is softmax(z) * sum(t) - t.",
    why=(
        "As the targets have sum 1, the loss is `logsumexp(z) - dot(t, z)`. The gradient of the "
        "first term is `softmax(z)`, that of the second `t`: the predicted probabilities less the "
        "wanted ones. The second derivative is the Jacobian of the softmax alone, and no target "
        "stands in it."
    ),
    pitfalls=(
        "Written as `log(softmax(z))` the loss is infinite where a probability underflows; in the "
        "book it is recognised as `log_softmax(z)`. The Hessian is singular: adding a number to "
        "all scores changes nothing."
    ),
    vectors=(
        TestVector(
            operands={"z": [1.0, 2.0, 0.0], "t": [0.5, 0.5, 0.0]},
            value=0.9076059644443804,
            gradients={
                "z": [-0.25527152894520233, 0.1652409557748219, 0.09003057317038046],
                "t": [1.4076059644443804, 0.4076059644443803, 2.40760596444438],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"z": [1000.0, 0.0], "t": [0.0, 1.0]},
            value=1000.0,
            gradients={"z": [1.0, -1.0]},
            why="The probability of the target underflows; loss and gradient do not.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=(
        "loss.softmax_cross_entropy.index",
        "loss.softmax_cross_entropy.batch",
        "loss.cross_entropy",
        "act.log_softmax",
        "reduce.logsumexp",
    ),
    tags=("cross entropy", "softmax loss", "classification", "soft targets"),
)
