"""The complementary error function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.erfc",
    title="Complementary error function",
    summary="One minus the error function, with all its digits where that is close to 1.",
    function="erfc(x)",
    operands="x:(n)",
    partials={"x": "-2 / sqrt(pi) * exp(-x**2)"},
    also={"same": "1 - erf(x)"},
    primal="scipy.special.erfc",
    analytic=True,
    why="`erfc(x) = 1 - erf(x)`, so its slope is that of `erf` with a minus sign.",
    pitfalls=(
        "For large `x` the value falls like `exp(-x**2)` and underflows near 27; `erfcx(x)` is "
        "the same without that factor."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.4795001221869535, 1.9229001282564582],
            gradients={"x": [-0.8787825789354448, -0.2365211224472908]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [20.0, -inf, inf]},
            value=[5.395865611607901e-176, 2.0, 0.0],
            gradients={"x": [-2.1610374743867984e-174, 0.0, 0.0]},
            why="On the right `1 - erf(x)` would be 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 7.2.2"),
    see_also=("special.erf", "special.erfcx", "special.erfcinv"),
    tags=("erfc", "tail of the normal distribution"),
)
