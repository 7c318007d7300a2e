"""The derivative of a sum."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.sum",
    title="Sum rule",
    summary="The derivative of a sum is the sum of the derivatives.",
    function="f(x) + g(x)",
    operands="x:()",
    functions={"f(x)": "x**2", "g(x)": "3 * x"},
    derivative={"elem[x]": "J(f, x) + J(g, x)"},
    conditions="f and g are differentiable at x.",
    why=(
        "When `x` moves a little, `f(x)` and `g(x)` each change, and the change of their sum is "
        "the sum of the two changes. Dividing by the step and taking the limit keeps it so."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=10.0,
            gradients={"x": 7.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "scalar.difference",
        "elementwise.add",
        "structural.chain.total",
    ),
    tags=(
        "sum rule",
        "scalar derivative rules",
    ),
)
