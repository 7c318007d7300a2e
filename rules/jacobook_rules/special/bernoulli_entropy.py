"""The entropy of a coin."""

from jacobook import TestVector, identity, inf

rule = identity(
    id="special.bernoulli_entropy",
    title="Bernoulli entropy",
    summary="The entropy of a coin that shows heads with the given probability.",
    function="entr(x) + entr(1 - x)",
    operands="x:(n) unit01",
    derivative={"elem[x]": "-logit(x)"},
    conditions="0 < x < 1.",
    why=(
        "The first term has slope `-log(x) - 1`. The second has `log(1 - x) + 1`, because its "
        "argument falls as `x` grows. The ones cancel, and `log(1 - x) - log(x)` is minus the "
        "logit."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.25, 0.9]},
            value=[0.5623351446188084, 0.3250829733914482],
            gradients={"x": [1.0986122886681098, -2.1972245773362196]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends and middle",
            operands={"x": [0.0, 1.0, 0.5]},
            value=[0.0, 0.0, 0.6931471805599453],
            gradients={"x": [inf, -inf, 0.0]},
            why=(
                "A certain outcome has no entropy, and the curve is upright there; a fair coin has the "
                "most."
            ),
        ),
    ),
    references=("Standard, sum rule",),
    see_also=("special.entr", "special.logit"),
    tags=("binary entropy", "coin", "cross entropy"),
)
