"""The paper's second example of the total derivative."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.sin_x_plus_x2",
    title="Worked example: sin(x + x^2)",
    summary="A sum in which the variable occurs twice, inside a sine.",
    function="sin(x + x**2)",
    operands="x:()",
    derivative={"elem[x]": "cos(x + x**2) * (1 + 2 * x)"},
    why=(
        "Three steps: the square `x**2`, then the sum of `x` and that square, then the sine. "
        "The sum depends on `x` in two ways, directly and through the square, so its total "
        "derivative is `1 + 2 * x`. The sine has only one argument and contributes the factor "
        "`cos(x + x**2)`."
    ),
    vectors=(
        TestVector(
            operands={"x": 0.5},
            value=0.6816387600233341,
            gradients={"x": 1.4633777377476418},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.2 (worked example)",),
    see_also=(
        "structural.chain.total",
        "structural.example.x_plus_x2",
        "structural.chain.single",
    ),
    tags=(
        "worked example",
        "total derivative",
    ),
)
