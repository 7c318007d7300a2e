"""The Kullback-Leibler divergence of two distributions."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.kl_discrete",
    title="Kullback-Leibler divergence",
    summary="What it costs on average to code one distribution by another.",
    function="sum(p * log(p / q))",
    operands="p:(n) prob; q:(n) prob",
    result="C",
    derivative={
        "grad[p]": "log(p / q) + 1",
        "grad[q]": "-p / q",
        "hess[p]": "diag(1 / p)",
        "same": "sum(p * (log(p) - log(q)))",
    },
    conditions="All entries are positive. They move freely, not only with sum 1.",
    why=(
        "In `p` the product rule gives `log(p / q)` from the factor in front, and `p * (1 / p)`, "
        "which is 1, from the logarithm. In `q` only `-p * log(q)` counts, with slope `-p / q`."
    ),
    pitfalls=(
        "Where `p` is 0 the term is 0 in theory, but NumPy's value is undefined, 0 times an "
        "infinite logarithm. For changes that keep the sum of `p`, the 1 in the gradient drops out."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.25, 0.25], "q": [0.25, 0.25, 0.5]},
            value=0.17328679513998632,
            gradients={
                "p": [1.6931471805599454, 1.0, 0.3068528194400547],
                "q": [-2.0, -1.0, -0.5],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Kullback & Leibler 1951",),
    see_also=("loss.cross_entropy", "loss.softmax_cross_entropy"),
    tags=("Kullback-Leibler divergence", "relative entropy", "KL", "KL divergence"),
)
