"""The paper's example of the single-variable chain rule."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.sin_x2",
    title="Worked example: sin(x^2)",
    summary="A sine around a square, by the single-variable chain rule.",
    function="sin(x**2)",
    operands="x:()",
    derivative={"elem[x]": "2 * x * cos(x**2)"},
    why=(
        "Let `u = x**2`, so that the result is `sin(u)`. The outer derivative is `cos(u)`, the "
        "inner one `2 * x`. Multiply them and put `x**2` back for `u`."
    ),
    vectors=(
        TestVector(
            operands={"x": 1.5},
            value=0.7780731968879212,
            gradients={"x": -1.8845208681682173},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.1 (worked example)",),
    see_also=(
        "structural.chain.single",
        "structural.example.ln_sin",
    ),
    tags=(
        "worked example",
        "single-variable chain rule",
    ),
)
