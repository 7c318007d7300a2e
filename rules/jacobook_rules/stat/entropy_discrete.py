"""The entropy of a discrete distribution."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.entropy_discrete",
    title="Entropy of a probability vector",
    summary="The mean surprise of a draw from a discrete distribution, in nats.",
    function="-sum(p * log(p))",
    operands="p:(n) prob",
    result="h",
    derivative={"grad[p]": "-log(p) - 1", "hess[p]": "-diag(1 / p)"},
    conditions="All probabilities are positive; they are perturbed without keeping their sum.",
    why=(
        "By the product rule each term `p[i] * log(p[i])` has the slope `log(p[i]) + 1`. No two "
        "entries meet in one term, so the Hessian is diagonal. It is negative: the entropy is "
        "concave."
    ),
    pitfalls=(
        "Where the sum must stay 1, only differences of gradient entries count, and the constant "
        "-1 drops out. At an entry 0 the slope is infinite."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.25, 0.25]},
            value=1.0397207708399179,
            gradients={"p": [-0.3068528194400547, 0.3862943611198906, 0.3862943611198906]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Standard, product rule",),
    see_also=("stat.kl_gaussians", "ufunc.log", "act.softmax"),
    tags=("Shannon entropy", "information", "maximum entropy", "entropy"),
)
