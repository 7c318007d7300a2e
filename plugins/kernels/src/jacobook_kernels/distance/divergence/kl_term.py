"""One term of the Kullback-Leibler divergence, also where the first probability is zero."""

from jacobook import TestVector, elementwise, inf
from jacobook import operations as op
from jacobook.rule import Array


def primal(p: Array, q: Array) -> Array:
    """`p * log(p / q)`, and 0 where `p` is 0."""
    absent = p == 0
    return op.where(absent, 0.0 * q, p * op.log(op.where(absent, q, p) / q))


rule = elementwise(
    id="dist.divergence.kl_term",
    title="Term of the Kullback-Leibler divergence",
    summary="A probability times the logarithm of its ratio to another one, and 0 for none.",
    function="kl_term(p, q)",
    operands="p:(n) pos; q:(n) pos",
    partials={"p": "log(p / q) + 1", "q": "-p / q"},
    also={"same": "p * log(p / q)"},
    conditions="Both are positive.",
    primal=primal,
    why=(
        "The product rule: the logarithm, and `p` times its slope `1 / p`. In `q` only the "
        "logarithm of the denominator is felt."
    ),
    pitfalls=(
        "Towards `p = 0` the value goes to 0 but its slope to minus infinity. A histogram with "
        "empty bins has a divergence, and no gradient by those bins."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.25, 1.5], "q": [0.5, 1.0, 0.75]},
            value=[0.0, -0.34657359027997264, 1.0397207708399179],
            gradients={
                "p": [1.0, -0.38629436111989063, 1.6931471805599454],
                "q": [-1.0, -0.25, -2.0],
            },
            source="by hand, with log(2) = 0.69314718055994531",
        ),
    ),
    special_points=(
        TestVector(
            name="empty bin",
            operands={"p": [0.0], "q": [0.5]},
            value=[0.0],
            gradients={"p": [-inf], "q": [0.0]},
            why="The limits of the value and of both slopes.",
        ),
        TestVector(
            name="impossible under q",
            operands={"p": [0.5], "q": [0.0]},
            value=[inf],
            gradients={"p": [inf], "q": [-inf]},
            why="What q excludes and p does not is infinitely surprising.",
        ),
    ),
    references=("Kullback & Leibler 1951, section 2",),
    see_also=("dist.divergence.kl", "dist.divergence.jensen_shannon"),
    tags=("relative entropy", "information"),
)
