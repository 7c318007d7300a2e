"""The Box-Cox transformation."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="special.boxcox",
    title="Box-Cox transformation",
    summary=("A power brought to slope one at one, which becomes the logarithm at exponent zero."),
    function="boxcox(x, a)",
    operands="x:(n) pos; a:(n)",
    partials={
        "x": "where(x < 0, nan, x) ** (a - 1)",
        "a": "where(x == 0, 1 / where(x == 0, a, 1) ** 2, log(where(x == 0, 1, x)) ** 2 * hyp1f1(2, 3, a * log(where(x == 0, 1, x))) / 2)",
    },
    also={
        "elem[x]": "x**(a - 1)",
        "elem[a]": "(x**a * (a * log(x) - 1) + 1) / a**2",
        "same": "(x**a - 1) / a",
    },
    conditions="x > 0.",
    primal="scipy.special.boxcox",
    why=(
        "By `x` the power rule cancels the division by `a`. By `a` write `boxcox(x, a) = log(x) * "
        "exprel(a * log(x))`: the chain rule gives `log(x)**2` times the slope of `exprel`, which "
        "is smooth at 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 0.5], "a": [0.5, -1.25]},
            value=[0.8284271247461901, -1.1027313840043538],
            gradients={
                "x": [0.7071067811865476, 4.756828460010884],
                "a": [0.3036620374447142, 0.4366877869820574],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="logarithm",
            operands={"x": [2.0], "a": [0.0]},
            value=[0.6931471805599453],
            gradients={"x": [0.5], "a": [0.2402265069591007]},
            why="At `a = 0` it is `log(x)`, and its slope by `a` is half of `log(x)**2`.",
        ),
        TestVector(
            name="zero",
            operands={"x": [0.0], "a": [2.0]},
            value=[-0.5],
            gradients={"x": [0.0], "a": [0.25]},
            why="At `x = 0` the value is `-1 / a`.",
        ),
        TestVector(
            name="negative",
            operands={"x": [-1.0], "a": [2.0]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("SciPy special reference", "Box & Cox 1964, equation 1"),
    see_also=("special.inv_boxcox", "special.exprel", "special.powm1"),
    tags=("Box-Cox", "power transform", "variance stabilising"),
)
