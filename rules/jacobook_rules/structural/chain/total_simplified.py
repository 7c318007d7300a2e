"""The total derivative when x is one of the intermediate values."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.total_simplified",
    title="Total derivative with x renamed to an intermediate",
    summary=(
        "When the variable itself is counted among the intermediate values, one sum of products "
        "is left."
    ),
    function="f(u(x))",
    operands="x:()",
    functions={"u(x) -> (k)": "array([x**2, x])", "f(u)": "u[0] * u[1]"},
    sizes={"k": 2},
    derivative={
        "elem[x]": (
            "sum(array([J(f, u(x))[0] * J(u, x)[0], J(f, u(x))[1] * J(u, x)[1]]))",
            "dot(J(f, u(x)), J(u, x))",
        )
    },
    why=(
        "The total derivative has one term without a second factor: the direct effect of `x`. "
        "Call `x` itself the last intermediate value; its derivative by `x` is 1, and the odd "
        "term becomes a product like the others. A sum of products of matching entries is a dot "
        "product."
    ),
    pitfalls=(
        "In this form the derivative of every entry of `u(x)` counts, also that of the entry "
        "which is `x`: it is 1, not 0."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=8.0,
            gradients={"x": 12.0},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.5.2 and 8.5",),
    see_also=(
        "structural.chain.total",
        "structural.chain.scalar_vector_scalar",
        "structural.example.x_times_x2",
    ),
    tags=(
        "single-variable total-derivative chain rule",
        "simplified total derivative",
        "total derivative",
    ),
)
