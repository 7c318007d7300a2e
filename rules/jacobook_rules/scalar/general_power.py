"""The derivative of a power whose base and exponent both vary."""

from jacobook import TestVector, structural

rule = structural(
    id="scalar.general_power",
    title="Variable base, variable exponent",
    summary=(
        "The change of the exponent and the change of the base each add a term, as if the other "
        "were constant."
    ),
    function="f(x)**g(x)",
    operands="x:()",
    functions={"f(x)": "x**2 + 1", "g(x)": "x"},
    derivative={
        "elem[x]": (
            "f(x)**g(x) * (J(g, x) * log(f(x)) + g(x) * J(f, x) / f(x))",
            "f(x)**g(x) * log(f(x)) * J(g, x) + g(x) * f(x)**(g(x) - 1) * J(f, x)",
        )
    },
    conditions="f and g are differentiable at x, and f(x) is positive.",
    why=(
        "Take logarithms: `log(y) = g(x) * log(f(x))`. The product rule gives `dy / y = dg * "
        "log(f(x)) + g(x) * df / f(x)`; multiplied by `y` this is the first form. The second "
        "sorts it by cause: the rule for `a**u` with the base held constant, plus the rule for "
        "`u**a` with the exponent held constant."
    ),
    pitfalls=(
        "Neither the power rule nor the rule for exponentials is enough alone: for `x**x` they "
        "give `x**x` and `x**x * log(x)`, and the derivative is their sum."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=25.0,
            gradients={"x": 80.23594781085251},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Wikipedia, Logarithmic differentiation",),
    see_also=("scalar.power", "ufunc.power", "structural.chain.total", "ufunc.exp"),
    tags=("logarithmic differentiation", "x to the x", "power of two functions"),
)
