"""The paper's example of a longer chain."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.ln_sin",
    title="Worked example: ln(sin(x^3)^2)",
    summary="Four nested functions, by the chain rule with four factors.",
    function="log(sin(x**3)**2)",
    operands="x:() range(0.5,1.3)",
    derivative={"elem[x]": "6 * x**2 * cos(x**3) / sin(x**3)"},
    conditions="sin(x**3) is not 0.",
    why=(
        "From the inside: a cube, a sine, a square, a logarithm. Their derivatives are `3 * "
        "x**2`, `cos(x**3)`, `2 * sin(x**3)` and `1 / sin(x**3)**2`, each at the value of the "
        "step before. In the product one factor `sin(x**3)` cancels."
    ),
    vectors=(
        TestVector(
            operands={"x": 1.0},
            value=-0.34520749253818334,
            gradients={"x": 3.852555695605984},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.1 (worked example)",),
    see_also=(
        "structural.chain.single_long",
        "structural.example.sin_x2",
        "ufunc.log",
    ),
    tags=(
        "worked example",
        "single-variable chain rule",
        "longer chain",
    ),
)
