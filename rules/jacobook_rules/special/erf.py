"""The error function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.erf",
    title="Error function",
    summary=("A smooth step from -1 to 1: twice the area under a bell curve, from 0 to the entry."),
    function="erf(x)",
    operands="x:(n)",
    partials={"x": "2 / sqrt(pi) * exp(-x**2)"},
    also={"same": "1 - erfc(x)"},
    primal="scipy.special.erf",
    analytic=True,
    why=(
        "By definition `y` is `2 / sqrt(pi)` times the integral of `exp(-t**2)` from 0 to `x`. "
        "The derivative of an integral by its upper end is the integrand there."
    ),
    pitfalls=(
        "Statistics often means `ndtr(x)`, the normal distribution function, which is `(1 + erf(x "
        "/ sqrt(2))) / 2`. Far out `1 - erf(x)` is 0; `erfc(x)` keeps its digits."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.5204998778130465, -0.9229001282564583],
            gradients={"x": [0.8787825789354448, 0.2365211224472908]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [10.0, -inf, inf]},
            value=[1.0, -1.0, 1.0],
            gradients={"x": [4.197656231354417e-44, 0.0, 0.0]},
            why="The value rounds to 1; the slope is tiny and keeps all its digits.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 7.2.1"),
    see_also=("special.erfc", "special.erfinv", "special.ndtr"),
    aliases=("error function",),
    tags=("erf", "Gauss error function", "normal distribution"),
)
