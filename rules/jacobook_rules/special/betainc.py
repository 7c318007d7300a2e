"""The regularised incomplete beta function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.betainc",
    title="Incomplete beta function",
    summary="The probability that a beta variable of given shapes is at most the entry.",
    function="betainc(a, b, x)",
    operands="a:() int(1..4); b:() int(1..4); x:(n) unit01",
    partials={"x": "exp(xlogy(a - 1, x) + xlog1py(b - 1, -x) - betaln(a, b))"},
    also={"elem[x]": "x**(a - 1) * (1 - x) ** (b - 1) / beta(a, b)"},
    conditions="a > 0, b > 0 and 0 <= x <= 1; a and b are held fixed, and may be any numbers.",
    primal="scipy.special.betainc",
    why=(
        "`y` is the integral of `t**(a - 1) * (1 - t)**(b - 1) / beta(a, b)` from 0 to `x`; the "
        "integrand at `x` is the slope. It is computed through its logarithm, so that the powers "
        "do not underflow."
    ),
    pitfalls=(
        "The derivatives by `a` and `b` have no closed form, and gradients by them are refused."
    ),
    vectors=(
        TestVector(
            operands={"a": 2, "b": 3, "x": [0.25, 0.875]},
            value=[0.26171875, 0.992919921875],
            gradients={"x": [1.6875, 0.1640625]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="shapes 0.5 and 2.5",
            operands={"a": 0.5, "b": 2.5, "x": [0.25, 0.875]},
            value=[0.7468300048996773, 0.9980339268174383],
            gradients={"x": [1.1026577908435842, 0.04010327612836118]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="uniform",
            operands={"a": 1, "b": 1, "x": [0.0, 1.0]},
            value=[0.0, 1.0],
            gradients={"x": [1.0, 1.0]},
            why="The density of the uniform distribution, also at its ends.",
        ),
        TestVector(
            name="arcsine",
            operands={"a": 0.5, "b": 0.5, "x": [0.0, 1.0]},
            value=[0.0, 1.0],
            gradients={"x": [inf, inf]},
            why="The density has poles at both ends.",
        ),
        TestVector(
            name="outside",
            operands={"a": 2, "b": 2, "x": [1.5]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 8.17"),
    see_also=("special.betaln", "special.gammainc", "special.stdtr"),
    tags=("beta distribution", "binomial distribution"),
)
