"""The chain rule as an entry of the table of scalar rules."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.chain",
    title="Chain rule",
    summary=(
        "The derivative of nested functions is the product of their derivatives, each at its "
        "own argument."
    ),
    function="f(g(x))",
    operands="x:() nonzero",
    functions={"f(u)": "log(u)", "g(x)": "x**2"},
    derivative={"elem[x]": "J(f, g(x)) * J(g, x)"},
    conditions="g is differentiable at x, and f at g(x).",
    why=(
        "Give the inner value a name, `u = g(x)`. A small step of `x` moves `u` by `J(g, x)` "
        "times the step, and that moves `f(u)` by `J(f, u)` times as much again. So the factors "
        "multiply. Here `log(x**2)` gives `1 / x**2 * 2 * x`, which is `2 / x`."
    ),
    pitfalls="The outer derivative is taken at the inner value `g(x)`, not at `x`.",
    vectors=(
        TestVector(
            operands={"x": 4.0},
            value=2.772588722239781,
            gradients={"x": 0.5},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "Parr & Howard 2018, section 2 (table)",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Scalar derivative rules'"),
    ),
    see_also=(
        "structural.chain.single",
        "structural.chain.total",
        "structural.chain.vector",
    ),
    tags=(
        "chain rule",
        "scalar derivative rules",
        "nested functions",
    ),
)
