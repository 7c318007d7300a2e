"""The paper's first worked example."""

from jacobook import TestVector, identity

rule = identity(
    id="scalar.example.intro",
    title="Worked example: 9(x + x^2)",
    summary="Constant factor, sum and power rule applied one after the other.",
    function="9 * (x + x**2)",
    operands="x:()",
    derivative={"elem[x]": "9 + 18 * x"},
    why=(
        "Read the derivative as an operator that acts on everything behind it. The constant 9 "
        "moves in front of it, the sum rule splits `x + x**2`, and the power rule gives `1 + 2 "
        "* x`. Together that is `9 * (1 + 2 * x)`."
    ),
    vectors=(
        TestVector(
            operands={"x": 3.0},
            value=108.0,
            gradients={"x": 63.0},
        ),
    ),
    references=("Parr & Howard 2018, section 2 (worked example)",),
    see_also=(
        "scalar.multiple",
        "scalar.sum",
        "scalar.power",
    ),
    tags=(
        "worked example",
        "derivative as an operator",
    ),
)
