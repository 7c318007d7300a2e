"""The paper's first example of the total derivative."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.x_plus_x2",
    title="Worked example: x + x^2 by the total derivative",
    summary="The variable acts directly and through its square, and both effects add up.",
    function="x + x**2",
    operands="x:()",
    derivative={"elem[x]": "1 + 2 * x"},
    why=(
        "Let `u = x**2`, so that the result is `x + u`. The direct effect of `x` is 1. Through "
        "`u` comes 1 times `2 * x`. The total derivative is the sum of both. The "
        "single-variable chain rule would follow the path through `u` only and lose the 1."
    ),
    vectors=(
        TestVector(
            operands={"x": 3.0},
            value=12.0,
            gradients={"x": 7.0},
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.2 (worked example)",),
    see_also=(
        "structural.chain.total",
        "structural.example.sin_x_plus_x2",
        "scalar.sum",
    ),
    tags=(
        "worked example",
        "total derivative",
    ),
)
