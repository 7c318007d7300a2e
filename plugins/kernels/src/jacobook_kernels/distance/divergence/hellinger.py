"""The Hellinger distance of two distributions."""

from jacobook import TestVector, identity

rule = identity(
    id="dist.divergence.hellinger",
    title="Hellinger distance",
    summary="The distance of the roots of two distributions, between 0 and 1.",
    function="norm2(sqrt(p) - sqrt(q)) / sqrt(2)",
    operands="p:(n) prob; q:(n) prob",
    result="d",
    derivative={
        "grad[p]": "(1 - sqrt(q / p)) / (4 * d)",
        "grad[q]": "(1 - sqrt(p / q)) / (4 * d)",
        "true": "d**2 == 1 - sum(sqrt(p * q))",
    },
    conditions="The distributions differ, and all probabilities are positive.",
    why=(
        "The slope of the norm is the unit vector along `sqrt(p) - sqrt(q)`, and that of the root "
        "is `0.5 / sqrt(p)`. The norm is `sqrt(2) * d`, which leaves a quarter in front."
    ),
    pitfalls=(
        "Written as the root of `1 - sum(sqrt(p * q))` it loses half of its digits for "
        "distributions that are close to each other."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.36, 0.64], "q": [0.64, 0.36]},
            value=0.2,
            gradients={"p": [-5 / 12, 5 / 16], "q": [5 / 16, -5 / 12]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal",
            operands={"p": [0.25, 0.75], "q": [0.25, 0.75]},
            value=0.0,
            gradients={"p": [0.0, 0.0], "q": [0.0, 0.0]},
            why="The subgradient of least norm, as for the Euclidean distance.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("dist.euclidean", "dist.divergence.jensen_shannon"),
    tags=("distance", "metric", "divergence", "Bhattacharyya coefficient"),
)
