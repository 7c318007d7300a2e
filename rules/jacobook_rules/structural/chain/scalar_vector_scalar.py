"""The vector chain rule from a scalar through a vector to a scalar."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.scalar_vector_scalar",
    title="Vector chain rule, scalar f of vector u of scalar x",
    summary="From a scalar through a vector to a scalar, the derivative is a dot product.",
    function="f(u(x))",
    operands="x:()",
    functions={"u(x) -> (k)": "array([x**2, 3 * x])", "f(u)": "u[0]**2 * u[1]"},
    sizes={"k": 2},
    derivative={"elem[x]": "dot(J(f, u(x)), J(u, x))"},
    conditions="u is differentiable at x, and f at u(x).",
    why=(
        "`x` moves every entry of `u(x)`, and every entry moves the result. Each such path "
        "contributes the product of its two rates, and the contributions add up, which is a dot "
        "product. It is the total-derivative rule in the notation of vectors."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=96.0,
            gradients={"x": 240.0},
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.3 (table)",),
    see_also=(
        "structural.chain.total_simplified",
        "structural.chain.vector",
        "reduce.dot",
    ),
    tags=(
        "vector chain rule",
        "chain rule",
        "total derivative",
    ),
)
