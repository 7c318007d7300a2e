"""A scalar function of a scalar function of a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.scalar_of_scalar_of_vector",
    title="Chain rule through one scalar, by a vector",
    summary="The outer function only scales the gradient of the inner one.",
    function="g(u(x))",
    operands="x:(n)",
    functions={"u(x)": "dot(x, x)", "g(u)": "u**2"},
    derivative={"grad[x]": "J(g, u(x)) * J(u, x)"},
    conditions="u is differentiable at x, and g at u(x).",
    why=(
        "Everything passes through the number `u(x)`. A small step `dx` changes it by `dot(J(u, "
        "x), dx)`, and the result by `J(g, u(x))` times that. The gradient keeps its direction, "
        "across the level sets of `u`; for an increasing `g` it does not even turn round."
    ),
    pitfalls="Take the outer derivative at `u(x)`, and not at `x`.",
    vectors=(TestVector(operands={"x": [1.0, 2.0]}, value=25.0, gradients={"x": [20.0, 40.0]}),),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=(
        "structural.chain.single",
        "structural.chain.scalar_of_scalar_of_matrix",
        "structural.chain.scalar_inner",
    ),
    tags=("chain rule", "gradient", "level sets"),
)
