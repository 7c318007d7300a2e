"""The Kullback-Leibler divergence of two distributions."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.divergence.kl",
    title="Kullback-Leibler divergence",
    summary="The mean surprise of a distribution under another one, less its own.",
    function="sum(kl_term(p, q))",
    operands="p:(n) prob; q:(n) prob",
    result="d",
    derivative={
        "grad[p]": "log(p / q) + 1",
        "grad[q]": "-p / q",
        "same": "sum(p * log(p / q))",
    },
    conditions="All probabilities are positive.",
    why=(
        "Each entry occurs in one term. The gradient is by free entries; along the distributions, "
        "whose changes sum to zero, the 1 in the gradient by `p` has no effect."
    ),
    pitfalls=(
        "Not symmetric: exchanging `p` and `q` gives another number. To stay on the distributions, "
        "take the mean away from the gradient, or differentiate through a softmax."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.5], "q": [0.25, 0.75]},
            value=0.14384103622589046,
            gradients={
                "p": [1.6931471805599454, 0.5945348918918356],
                "q": [-2.0, -0.6666666666666666],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="empty bin",
            operands={"p": [0.0, 1.0], "q": [0.5, 0.5]},
            value=0.6931471805599453,
            gradients={"q": [0.0, -2.0]},
            why="What never happens adds nothing, and its probability under q does not matter.",
        ),
    ),
    references=("Kullback & Leibler 1951, section 2",),
    see_also=(
        "dist.divergence.kl_term",
        "dist.divergence.jensen_shannon",
        "dist.divergence.gaussian",
    ),
    tags=("divergence", "relative entropy", "KL divergence"),
)
