"""Cross entropy of a softmax with one right class."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.softmax_cross_entropy.index",
    title="Cross entropy with softmax, class index",
    summary="The cost of the scores when one class is the right one; here it is class number 1.",
    function="-log_softmax(z)[1]",
    operands="z:(n)",
    result="C",
    derivative={
        "grad[z]": "softmax(z) - basis(1, n)",
        "hess[z]": "diag(softmax(z)) - outer(softmax(z), softmax(z))",
        "same": "logsumexp(z) - z[1]",
    },
    why=(
        "The loss is `logsumexp(z) - z[1]`. Its gradient is `softmax(z)`, less 1 at the right "
        "class: every wrong class is pushed down by its probability, and the right one up by what "
        "it lacks."
    ),
    pitfalls=(
        "In a program the class is any number `k`, and `-log_softmax(z)[k]` has 1 taken off at "
        "place `k`. Classes count from 0."
    ),
    vectors=(
        TestVector(
            operands={"z": [1.0, 2.0, 0.0]},
            value=0.4076059644443803,
            gradients={"z": [0.24472847105479764, -0.3347590442251781, 0.09003057317038046]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"z": [1000.0, 0.0]},
            value=1000.0,
            gradients={"z": [1.0, -1.0]},
            why="The probability of the right class underflows; loss and gradient do not.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=(
        "loss.softmax_cross_entropy",
        "loss.softmax_cross_entropy.batch",
        "act.log_softmax",
        "array.index",
    ),
    tags=("cross entropy", "negative log likelihood", "class label", "classification"),
)
