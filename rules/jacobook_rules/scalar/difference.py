"""The derivative of a difference."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.difference",
    title="Difference rule",
    summary="The derivative of a difference is the difference of the derivatives.",
    function="f(x) - g(x)",
    operands="x:()",
    functions={"f(x)": "x**2", "g(x)": "3 * x"},
    derivative={"elem[x]": "J(f, x) - J(g, x)"},
    conditions="f and g are differentiable at x.",
    why=(
        "Write the difference as `f(x) + (-1) * g(x)`. The sum rule treats the two terms "
        "separately, and the constant factor -1 stays in front of the second derivative."
    ),
    vectors=(
        TestVector(
            operands={"x": 4.0},
            value=4.0,
            gradients={"x": 5.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "scalar.sum",
        "scalar.multiple",
        "elementwise.subtract",
    ),
    tags=(
        "difference rule",
        "scalar derivative rules",
    ),
)
