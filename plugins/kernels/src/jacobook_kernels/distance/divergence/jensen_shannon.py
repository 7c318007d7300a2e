"""The Jensen-Shannon divergence of two distributions."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.divergence.jensen_shannon",
    title="Jensen-Shannon divergence",
    summary="The mean divergence of two distributions from their average.",
    function="0.5 * sum(kl_term(p, 0.5 * (p + q))) + 0.5 * sum(kl_term(q, 0.5 * (p + q)))",
    operands="p:(n) prob; q:(n) prob",
    result="d",
    derivative={
        "grad[p]": "0.5 * log(2 * p / (p + q))",
        "grad[q]": "0.5 * log(2 * q / (p + q))",
    },
    conditions="All probabilities are positive.",
    why=(
        "With the average `a` held still, the slope in `p` is `0.5 * (log(p / a) + 1)`. The average "
        "moves by half as much as `p`, and both terms together have the slope -1 in it; that takes "
        "the constant away, and leaves the logarithm."
    ),
    pitfalls="Its root is a metric; the divergence itself does not keep the triangle inequality.",
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.5], "q": [0.25, 0.75]},
            value=0.03382207556860523,
            gradients={
                "p": [0.14384103622589045, -0.11157177565710488],
                "q": [-0.2027325540540822, 0.09116077839697731],
            },
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="equal",
            operands={"p": [0.5, 0.5], "q": [0.5, 0.5]},
            value=0.0,
            gradients={"p": [0.0, 0.0], "q": [0.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="nothing in common",
            operands={"p": [1.0, 0.0], "q": [0.0, 1.0]},
            value=0.6931471805599453,
            why="The largest value, log(2); unlike the Kullback-Leibler divergence it is finite.",
        ),
    ),
    references=("Lin 1991, section 4",),
    see_also=("dist.divergence.kl", "dist.divergence.hellinger"),
    tags=("divergence", "symmetric divergence"),
)
