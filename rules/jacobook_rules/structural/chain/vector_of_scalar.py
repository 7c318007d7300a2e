"""The vector chain rule for functions of one scalar."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.vector_of_scalar",
    title="Vector chain rule, scalar parameter",
    summary=(
        "For a vector function of one scalar, the outer Jacobian acts on the vector of inner "
        "derivatives."
    ),
    function="f(g(x))",
    operands="x:() nonzero",
    functions={
        "g(x) -> (k)": "array([x**2, 3 * x])",
        "f(u) -> (m)": "array([log(u[0]), sin(u[1])])",
    },
    derivative={"jac[x]": "J(f, g(x)) @ J(g, x)"},
    conditions="g is differentiable at x, and f at g(x).",
    why=(
        "Component i of the result is a scalar function of the intermediate vector. By the "
        "total derivative its derivative is row i of `J(f, g(x))` times the vector `J(g, x)`. "
        "Doing so for all components at once is a matrix times a vector; the sum of the total "
        "derivative has become part of the product."
    ),
    pitfalls=(
        "The paper writes the derivative of a vector by a scalar as a column; here it is a "
        "vector of shape (m,)."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=[1.3862943611198906, -0.27941549819892586],
            gradients={"x": 3.880510859951098},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.3",),
    see_also=(
        "structural.chain.vector",
        "structural.chain.total",
        "structural.example.vector_chain",
    ),
    tags=(
        "vector chain rule",
        "chain rule",
        "scalar parameter",
    ),
)
