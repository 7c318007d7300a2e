"""The Kullback-Leibler divergence of a pair of entries."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.kl_div",
    title="Kullback-Leibler term",
    summary=("The relative entropy of a pair of entries, made non-negative by their difference."),
    function="kl_div(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={
        "x": "log(where(a == 0, inf, x)) - log(a)",
        "a": "where((x == 0) & (a == 0), 1, (a - x) / where(a < 0, nan, a))",
    },
    also={
        "elem[x]": "log(x / a)",
        "elem[a]": ("1 - x / a", "(a - x) / a"),
        "same": "x * log(x / a) - x + a",
    },
    conditions="x > 0 and a > 0.",
    primal="scipy.special.kl_div",
    why=(
        "The terms `-x + a` add -1 and 1 to the slopes of the relative entropy: `log(x / a)` by "
        "`x` and `1 - x / a` by `a`. Both vanish at `x = a`, where the divergence is least."
    ),
    pitfalls=(
        "PyTorch's `kl_div` is another function: its first argument is a logarithm, and it leaves "
        "out `-x + a`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 2.0], "a": [0.25, 3.0]},
            value=[0.09657359027997266, 0.18906978378367123],
            gradients={
                "x": [0.6931471805599453, -0.4054651081081644],
                "a": [-1.0, 0.3333333333333333],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no weight",
            operands={"x": [0.0, 0.0], "a": [0.5, 0.0]},
            value=[0.5, 0.0],
            gradients={"x": [-inf, inf], "a": [1.0, 1.0]},
            why=(
                "Along `x = 0` the value is `a`; by `x` it is the limit from the right, up to infinity in "
                "the corner."
            ),
        ),
        TestVector(
            name="no chance",
            operands={"x": [1.0], "a": [0.0]},
            value=[inf],
            gradients={"x": [inf], "a": [-inf]},
            why="The value grows without bound as `a` goes to 0.",
        ),
    ),
    references=("SciPy special reference", "Boyd & Vandenberghe 2004, equation 3.17"),
    see_also=("special.rel_entr", "special.entr"),
    tags=("KL divergence", "Kullback-Leibler divergence", "I-divergence", "Bregman divergence"),
)
