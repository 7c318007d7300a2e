"""The entropy of one entry."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.entr",
    title="Entropy term",
    summary=(
        "Minus an entry times its logarithm: the part of an entropy that comes from one "
        "probability."
    ),
    function="entr(x)",
    operands="x:(n) pos",
    partials={"x": "-log(x) - 1"},
    also={"same": ("-x * log(x)", "-xlogy(x, x)")},
    conditions="x > 0.",
    primal="scipy.special.entr",
    rewrites={"x * log(x)": "-entr(x)", "-x * log(x)": "entr(x)"},
    why=(
        "The product rule on `-x * log(x)`: the factor `x` leaves `-log(x)`, and the logarithm "
        "leaves `-x / x = -1`."
    ),
    pitfalls=(
        "At 0 the value is 0, and `x * log(x)` would be NaN. For a negative entry the value is "
        "-inf by convention."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.25, 3.0]},
            value=[0.34657359027997264, -3.295836866004329],
            gradients={"x": [0.38629436111989063, -2.0986122886681096]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="edge",
            operands={"x": [0.0, -1.0]},
            value=[0.0, -inf],
            gradients={"x": [inf, nan]},
            why=(
                "The curve starts upright; below 0, where the value is -inf by convention, there is no "
                "slope."
            ),
        ),
    ),
    references=("SciPy special reference", "Standard, product rule"),
    see_also=("special.xlogy", "special.rel_entr", "special.bernoulli_entropy"),
    tags=("Shannon entropy", "x log x", "negentropy"),
)
