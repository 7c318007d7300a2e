"""The vector chain rule through one scalar."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.scalar_inner",
    title="Vector chain rule, scalar intermediate value",
    summary=(
        "If everything passes through one scalar, the Jacobian is an outer product of two vectors."
    ),
    function="f(g(x))",
    operands="x:(n)",
    functions={"g(x)": "x[0]**2 * x[1]", "f(u) -> (m)": "array([u**2, 3 * u])"},
    sizes={"n": 2},
    derivative={"jac[x]": "outer(J(f, g(x)), J(g, x))"},
    conditions="g is differentiable at x, and f at g(x).",
    why=(
        "There is one intermediate value, so no sum is left: the derivative of output i by "
        "entry j of `x` is entry i of `J(f, g(x))` times entry j of `J(g, x)`. The table of all "
        "such products is the outer product. Its rank is 1: through one number only one "
        "direction of `x` can be felt."
    ),
    pitfalls=(
        "The paper writes a column times a row. With vectors of shapes (m,) and (n,) that "
        "product is `outer`; `@` would ask for a dot product."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            value=[4.0, 6.0],
            gradients={"x": [28.0, 7.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.3 (table: vector f, scalar u)",),
    see_also=(
        "structural.chain.vector",
        "structural.chain.scalar_vector_scalar",
        "linalg.outer",
    ),
    tags=(
        "vector chain rule",
        "chain rule",
        "outer product",
    ),
)
