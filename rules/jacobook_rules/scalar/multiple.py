"""A constant factor stays in front of the derivative."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.multiple",
    title="Multiplication by a constant",
    summary="A constant factor can be pulled out of a derivative.",
    function="c * f(x)",
    operands="c:(); x:()",
    functions={"f(x)": "x**2 - 3 * x"},
    derivative={"elem[x]": "c * J(f, x)"},
    conditions="c does not depend on x; f is differentiable at x.",
    why=(
        "Multiplying a function by `c` stretches every change of its value by the factor `c`. "
        "Every difference quotient is stretched alike, so the limit is too. It is the product "
        "rule with a factor whose own derivative is 0."
    ),
    vectors=(
        TestVector(
            operands={"c": 3.0, "x": 2.0},
            value=-6.0,
            gradients={"c": -2.0, "x": 3.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "scalar.constant",
        "scalar.product",
        "expansion.multiply",
    ),
    tags=(
        "multiplication by constant",
        "constant multiple rule",
        "scalar derivative rules",
    ),
)
