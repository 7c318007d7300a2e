"""The relative entropy of a pair of entries."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.rel_entr",
    title="Relative entropy term",
    summary=(
        "An entry times the logarithm of its ratio to another: one outcome's part of a "
        "Kullback-Leibler divergence."
    ),
    function="rel_entr(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={
        "x": "log(where(a == 0, inf, x)) - log(a) + 1",
        "a": "-x / where((x == 0) & (a == 0), inf, where(a < 0, nan, a))",
    },
    also={"elem[x]": "log(x / a) + 1", "elem[a]": "-x / a", "same": "x * log(x / a)"},
    conditions="x > 0 and a > 0.",
    primal="scipy.special.rel_entr",
    rewrites={"x * log(x / a)": "rel_entr(x, a)"},
    why=(
        "It is `x * log(x) - x * log(a)`. The first term has slope `log(x) + 1`, the second "
        "`log(a)` by `x` and `x / a` by `a`. The logarithms are kept apart, so that no ratio "
        "overflows."
    ),
    pitfalls=(
        "The divergence of two distributions is the sum of these terms. As a function of entries "
        "that need not sum to 1, `kl_div(x, a)` is the one that is never negative."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 2.0], "a": [0.25, 3.0]},
            value=[0.34657359027997264, -0.8109302162163288],
            gradients={
                "x": [1.6931471805599454, 0.5945348918918356],
                "a": [-2.0, -0.6666666666666666],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no weight",
            operands={"x": [0.0, 0.0], "a": [0.5, 0.0]},
            value=[0.0, 0.0],
            gradients={"x": [-inf, inf], "a": [0.0, 0.0]},
            why=(
                "By `x` the limit from the right, steeply down as `x * log(x)`, or up to infinity in the "
                "corner; `a` has no influence."
            ),
        ),
        TestVector(
            name="no chance",
            operands={"x": [1.0, 1.0], "a": [0.0, -1.0]},
            value=[inf, inf],
            gradients={"x": [inf, nan], "a": [-inf, nan]},
            why=(
                "The value grows without bound as `a` goes to 0; below, where it is inf by convention, "
                "there is no slope."
            ),
        ),
    ),
    references=("SciPy special reference", "Standard, product rule"),
    see_also=("special.kl_div", "special.entr", "special.xlogy"),
    tags=("Kullback-Leibler divergence", "KL divergence", "relative entropy"),
)
