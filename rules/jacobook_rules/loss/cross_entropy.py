"""Cross entropy of probabilities."""

from jacobook import TestVector, identity, nan

rule = identity(
    id="loss.cross_entropy",
    title="Cross entropy of a probability vector",
    summary="The mean cost, in logarithms, of coding one distribution by another.",
    function="-sum(t * log(p))",
    operands="p:(n) prob; t:(n) prob",
    result="C",
    derivative={"grad[p]": "-t / p", "grad[t]": "-log(p)"},
    conditions="Every entry of p is positive. The entries move freely, not only with sum 1.",
    why=(
        "Each entry has its own term, and the logarithm has the slope `1 / p`. Nothing in the "
        "function knows that the probabilities add up to 1: for changes that keep the sum, a "
        "constant may be added to the gradient."
    ),
    pitfalls=(
        "Where both entries are 0 NumPy's value is undefined, 0 times an infinite logarithm. If "
        "the probabilities come from a softmax, differentiate the two together."
    ),
    vectors=(
        TestVector(
            operands={"p": [0.5, 0.25, 0.25], "t": [0.5, 0.5, 0.0]},
            value=1.0397207708399179,
            gradients={
                "p": [-1.0, -2.0, 0.0],
                "t": [0.6931471805599453, 1.3862943611198906, 1.3862943611198906],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="both zero",
            operands={"p": [1.0, 0.0], "t": [1.0, 0.0]},
            value=nan,
            gradients={"p": [-1.0, nan]},
            why="The term of the second entry is undefined, and so is its slope.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.softmax_cross_entropy", "loss.kl_discrete", "loss.bce"),
    tags=("cross entropy", "information", "classification"),
)
