"""The derivative of a product."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.product",
    title="Product rule",
    summary=(
        "Each factor is differentiated in turn while the other one is kept, and the results are "
        "added."
    ),
    function="f(x) * g(x)",
    operands="x:()",
    functions={"f(x)": "x**2", "g(x)": "x"},
    derivative={"elem[x]": "f(x) * J(g, x) + J(f, x) * g(x)"},
    conditions="f and g are differentiable at x.",
    why=(
        "Think of `f(x) * g(x)` as the area of a rectangle. A small step lengthens one side by "
        "`df` and the other by `dg`; the area grows by the strips `f(x) * dg` and `df * g(x)`, "
        "and by a corner `df * dg`. The corner is a product of two small numbers and vanishes "
        "from the limit."
    ),
    pitfalls=(
        "The derivative of a product is not the product of the derivatives: for `x**2 * x` that "
        "would give `2*x` instead of `3 * x**2`."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=8.0,
            gradients={"x": 12.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "elementwise.multiply",
        "reduce.dot_functions",
        "structural.example.x_times_x2",
    ),
    tags=(
        "product rule",
        "Leibniz rule",
        "scalar derivative rules",
    ),
)
