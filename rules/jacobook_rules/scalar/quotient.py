"""The derivative of a quotient."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.quotient",
    title="Quotient rule",
    summary=(
        "Derivative of the top times the bottom, minus the top times the derivative of the "
        "bottom, over the bottom squared."
    ),
    function="f(x) / g(x)",
    operands="x:()",
    functions={"f(x)": "3 * x", "g(x)": "x**2 + 1"},
    derivative={
        "elem[x]": (
            "(J(f, x) * g(x) - f(x) * J(g, x)) / g(x)**2",
            "(J(f, x) - f(x) / g(x) * J(g, x)) / g(x)",
        )
    },
    conditions="f and g are differentiable at x, and g(x) is not zero.",
    why=(
        "Call the quotient `q`, so that `q * g(x) = f(x)`. The product rule gives `dq * g(x) + "
        "q * dg = df`. Solved for `dq` this is `(df - q * dg) / g(x)`, the second form. With `q "
        "= f(x) / g(x)` put in, and everything over one denominator, it is the first."
    ),
    pitfalls=(
        "The minus sign belongs to the derivative of the bottom. In numbers prefer the second "
        "form: the square in the first overflows once the bottom exceeds about `1e154`. Where "
        "`g(x)` is zero the quotient has a pole, and no derivative."
    ),
    vectors=(
        TestVector(operands={"x": 2.0}, value=1.2, gradients={"x": -0.36}),
        TestVector(operands={"x": -3.0}, value=-0.9, gradients={"x": -0.24}),
    ),
    references=("Wikipedia, Quotient rule",),
    see_also=("scalar.reciprocal_rule", "scalar.product", "elementwise.divide"),
    tags=("quotient rule", "derivative of a fraction", "scalar derivative rules"),
)
