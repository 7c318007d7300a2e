"""The entropy of a softmax."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.entropy_softmax",
    title="Entropy of a softmax",
    summary="How undecided the probabilities are that a softmax makes of the scores.",
    function="-sum(softmax(z) * log_softmax(z))",
    operands="z:(n)",
    result="H",
    derivative={"grad[z]": "-softmax(z) * (log_softmax(z) + H)"},
    why=(
        "The gradient by the probabilities `p` is `-log(p) - 1`. The Jacobian of the softmax takes "
        "from it its mean under `p`, which is `H - 1`, and multiplies by `p`. Raising the score of "
        "a likely class makes the entropy smaller."
    ),
    pitfalls=(
        "Where a score is minus infinity the product of a weight 0 and an infinite logarithm is "
        "undefined; leave such entries out of the sum."
    ),
    vectors=(
        TestVector(
            operands={"z": [1.0, 2.0, 0.0]},
            value=0.8323955818399389,
            gradients={"z": [0.14077035746963013, -0.2825874510794423, 0.14181709360981215]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.kl_softmax_reverse", "act.softmax", "act.log_softmax"),
    tags=("entropy bonus", "exploration", "uncertainty"),
)
