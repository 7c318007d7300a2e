"""The paper's third example of the total derivative."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.x_times_x2",
    title="Worked example: x * x^2 by the total derivative",
    summary=("The total derivative works for products as well, and yields the product rule."),
    function="x * x**2",
    operands="x:()",
    derivative={"elem[x]": "3 * x**2"},
    why=(
        "Let `u = x**2`, so that the result is `x * u`. With `u` held constant the derivative "
        "by `x` is `u`. By `u` it is `x`, times `2 * x` for the inner derivative. The sum is "
        "`x**2 + 2 * x**2`."
    ),
    pitfalls=(
        "The terms of the total derivative are added also where the function multiplies its "
        "arguments."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=8.0,
            gradients={"x": 12.0},
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.2 (worked example)",),
    see_also=(
        "structural.chain.total",
        "structural.chain.total_simplified",
        "scalar.product",
    ),
    tags=(
        "worked example",
        "total derivative",
        "product rule",
    ),
)
