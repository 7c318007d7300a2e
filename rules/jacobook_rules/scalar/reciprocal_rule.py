"""The derivative of one over a function."""

from jacobook import TestVector, inf, structural

rule = structural(
    id="scalar.reciprocal_rule",
    title="Reciprocal rule",
    summary="Minus the derivative of the function, over the function squared.",
    function="1 / g(x)",
    operands="x:()",
    functions={"g(x)": "2 * x - 4"},
    derivative={"elem[x]": "-J(g, x) / g(x)**2"},
    conditions="g is differentiable at x, and g(x) is not zero.",
    why=(
        "The chain rule with the reciprocal outside: `1 / u` has the slope `-1 / u**2` at `u = "
        "g(x)`. Or from the product rule: `q * g(x) = 1` is constant, so `dq * g(x) + q * dg = "
        "0` and `dq = -q * dg / g(x)`."
    ),
    pitfalls=(
        "Where `g` grows, its reciprocal falls, on both sides of a pole and whatever the sign "
        "of `g(x)`: the square loses that sign."
    ),
    vectors=(
        TestVector(operands={"x": 3.0}, value=0.5, gradients={"x": -0.5}),
        TestVector(operands={"x": -3.0}, value=-0.1, gradients={"x": -0.02}),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": 2.0},
            value=inf,
            gradients={"x": -inf},
            why="IEEE arithmetic: value and slope are infinite together.",
        ),
    ),
    references=("Wikipedia, Reciprocal rule",),
    see_also=("scalar.quotient", "ufunc.reciprocal", "diff.inverse"),
    tags=("reciprocal rule", "derivative of one over a function", "scalar derivative rules"),
)
