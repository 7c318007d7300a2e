"""The logit."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.logit",
    title="Logit",
    summary="The logarithm of the odds: the inverse of the logistic sigmoid.",
    function="logit(x)",
    operands="x:(n) unit01",
    partials={"x": "1 / where(y == y, x * (1 - x), nan)"},
    also={"elem[x]": "1 / (x * (1 - x))", "same": ("log(x / (1 - x))", "log(x) - log1p(-x)")},
    conditions="0 < x < 1.",
    primal="scipy.special.logit",
    rewrites={
        "log(x / (1 - x))": "logit(x)",
        "log(x) - log(1 - x)": "logit(x)",
        "log(1 - x) - log(x)": "-logit(x)",
        "log(x) - log1p(-x)": "logit(x)",
    },
    why=(
        "It is `log(x) - log(1 - x)`, with slope `1 / x + 1 / (1 - x)`; over one denominator the "
        "numerator is 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.25, 0.9]},
            value=[-1.0986122886681098, 2.1972245773362196],
            gradients={"x": [5.333333333333333, 11.111111111111112]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [0.0, 1.0, 2.0]},
            value=[-inf, inf, nan],
            gradients={"x": [inf, inf, nan]},
            why="Value and slope grow without bound; beyond the ends both are undefined.",
        ),
    ),
    references=("SciPy special reference", "Standard, quotient rule"),
    see_also=("act.sigmoid", "special.bernoulli_entropy", "ufunc.arctanh"),
    tags=("log-odds", "logistic regression", "logit"),
)
