"""The divergence of a softmax from given probabilities."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.kl_softmax_reverse",
    title="Kullback-Leibler divergence of a softmax from a target",
    summary="How far the probabilities that a softmax makes of the scores are from a target.",
    function="sum(softmax(z) * (log_softmax(z) - log(t)))",
    operands="z:(n); t:(n) prob",
    result="C",
    derivative={"grad[z]": "softmax(z) * (log(softmax(z) / t) - C)"},
    conditions="Every entry of t is positive.",
    why=(
        "The gradient by the probabilities `p` is `log(p / t) + 1`. The Jacobian of the softmax "
        "takes from it its mean under `p`, which is the divergence plus 1, and multiplies by `p`."
    ),
    pitfalls=(
        "This is the direction which seeks one mode of the target. The cross entropy of a softmax "
        "belongs to the other one, and has the simpler gradient `softmax(z) - t`."
    ),
    vectors=(
        TestVector(
            operands={"z": [0.0, 0.0], "t": [0.25, 0.75]},
            value=0.14384103622589045,
            gradients={"z": [0.27465307216702745, -0.27465307216702745]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.kl_discrete", "loss.softmax_cross_entropy", "loss.entropy_softmax"),
    tags=("Kullback-Leibler divergence", "reverse KL", "distillation", "policy gradient"),
)
