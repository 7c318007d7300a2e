"""The log density of a Gaussian mixture."""

from jacobook import TestVector, identity

V = "einsum([inv(S), x - M], 'kij,kj->ki')"  # for each component inv(S) @ (x - m)
L = (  # and its log density
    "-0.5 * einsum([x - M, inv(S), x - M], 'ki,kij,kj->k')"
    " - 0.5 * logdet(S) - 0.5 * n * log(2 * pi)"
)

rule = identity(
    id="stat.gmm",
    title="Gaussian mixture log density",
    summary="The log density of a mixture of normal distributions, given by stacks of parameters.",
    function=f"logsumexp(log(r) {L})",
    operands="x:(n); r:(k) prob; M:(k,n); S:(k,n,n) spd",
    derivative={
        "grad[r]": f"exp({L} - y)",
        "grad[M]": f"(r * exp({L} - y))[:, None] * {V}",
        "grad[x]": f"-(r * exp({L} - y)) @ {V}",
    },
    conditions=(
        "The weights are positive and perturbed without keeping their sum; each covariance is "
        "symmetric positive definite."
    ),
    why=(
        "The slope of a log-sum-exp in one of its terms is the share of that term: here "
        "`r * exp(l - y)`, with `l` the log densities of the components. It is the probability "
        "that the component has made `x`, its responsibility. Each mean is pulled to `x` as in a "
        "single Gaussian, in proportion to it."
    ),
    pitfalls=(
        "The weights sum to 1: optimise their logits, through a softmax. The likelihood has no "
        "maximum, because a component can shrink onto one point."
    ),
    vectors=(
        TestVector(
            operands={
                "x": [1.0, 0.0],
                "r": [0.25, 0.75],
                "M": [[0.0, 0.0], [1.0, -1.0]],
                "S": [[[2.0, 1.0], [1.0, 3.0]], [[1.0, 0.0], [0.0, 4.0]]],
            },
            value=-2.720340610105309,
            gradients={
                "r": [0.8007108266441329, 1.0664297244519557],
                "M": [[0.12010662399661993, -0.040035541332206644], [0.0, 0.1999555733347417]],
                "x": [-0.12010662399661993, -0.15992003200253505],
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Matrix Cookbook, equations 391 to 394",),
    see_also=("stat.gaussian_logpdf", "reduce.logsumexp", "act.softmax"),
    tags=("Gaussian mixture model", "responsibilities", "expectation maximisation"),
)
