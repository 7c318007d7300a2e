"""The vector chain rule with a scalar result."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.scalar_of_vector",
    title="Vector chain rule, scalar outer function",
    summary=(
        "The gradient of a scalar function of a vector function is the transposed Jacobian "
        "times the outer gradient."
    ),
    function="f(g(x))",
    operands="x:(n)",
    functions={
        "g(x) -> (k)": "array([x[0] * x[1], x[0]**2, 3 * x[1]])",
        "f(u)": "u[0] * u[1] + u[2]**2",
    },
    sizes={"n": 2},
    derivative={"grad[x]": "J(g, x).T @ J(f, g(x))"},
    conditions="g is differentiable at x, and f at g(x).",
    why=(
        "The outer gradient says how the result answers to each intermediate value. Column j of "
        "`J(g, x)` says how these answer to entry j of `x`. Their dot product is entry j of "
        "the gradient; all entries together are `J(g, x).T @ J(f, g(x))`. Backpropagation is "
        "this step repeated from the loss to the inputs."
    ),
    pitfalls=(
        "The paper writes a row times a matrix, with the outer gradient first. Here gradients "
        "have the shape of their variable, so the same numbers come from the transposed "
        "Jacobian times a vector."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0]},
            value=17.0,
            gradients={"x": [12.0, 26.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.3 (table)",),
    see_also=(
        "structural.chain.vector",
        "structural.gradient",
        "reduce.sum_of_function",
        "reduce.dot_functions",
    ),
    tags=(
        "vector chain rule",
        "chain rule",
        "backpropagation",
    ),
)
