"""The inverse Box-Cox transformation."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="special.inv_boxcox",
    title="Inverse Box-Cox transformation",
    summary="The positive number whose Box-Cox transform is the entry.",
    function="inv_boxcox(x, a)",
    operands="x:(n) pos; a:(n) pos",
    partials={"x": "y / (1 + a * x)", "a": "-y * x**2 / 2 * hyp2f1(2, 2, 3, -a * x)"},
    also={
        "elem[a]": "y * (x / (1 + a * x) - log1p(a * x) / a) / a",
        "same": "(1 + a * x) ** (1 / a)",
    },
    conditions="1 + a * x > 0.",
    primal="scipy.special.inv_boxcox",
    why=(
        "It is the exponential of `log1p(a * x) / a`. By `x` that has the slope `1 / (1 + a * "
        "x)`. By `a` the two terms of the quotient rule cancel near `a = 0`; their difference is "
        "a hypergeometric function, which does not."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 0.5], "a": [0.5, -1.25]},
            value=[4.0, 2.191669106022968],
            gradients={
                "x": [2.0, 5.844450949394581],
                "a": [-3.090354888959125, -0.9620023496078256],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="exponential",
            operands={"x": [1.0], "a": [0.0]},
            value=[2.718281828459045],
            gradients={"x": [2.718281828459045], "a": [-1.3591409142295225]},
            why="At `a = 0` it is `exp(x)`, and its slope by `a` is `-y * x**2 / 2`.",
        ),
        TestVector(
            name="undefined",
            operands={"x": [-3.0], "a": [1.0]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("SciPy special reference", "Box & Cox 1964, equation 1"),
    see_also=("special.boxcox", "special.hyp2f1"),
    tags=("Box-Cox", "power transform"),
)
