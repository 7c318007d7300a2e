"""The dot product of two vector functions."""

from jacobook import TestVector, structural

rule = structural(
    id="reduce.dot_functions",
    title="Dot product f(w) . g(x)",
    summary=(
        "The product rule for a dot product: each function's Jacobian acts on the other "
        "function's value."
    ),
    function="dot(f(w), g(x))",
    operands="w:(m); x:(n)",
    functions={
        "f(w) -> (k)": "array([w[0] * w[1], w[0]**2 + 3 * w[1]])",
        "g(x) -> (k)": "array([x[0] * x[1] + x[2]**2, x[0]**2 * x[1] * x[2]])",
    },
    sizes={"m": 2, "n": 3},
    derivative={"grad[w]": "J(f, w).T @ g(x)", "grad[x]": "J(g, x).T @ f(w)"},
    conditions="w and x do not depend on each other.",
    why=(
        "Moving `w` by `dw` moves `f(w)` by `J(f, w) @ dw`, and the dot product by the dot "
        "product of that with `g(x)`. Taking `dw` out to one side leaves `J(f, w).T @ g(x)`, "
        "which is the gradient. The other gradient follows by exchanging the parts."
    ),
    pitfalls=(
        "The paper writes the gradient as a row, `g(x)` times the Jacobian; here it is a "
        "vector, so the Jacobian is transposed. If both functions read the same variable, the "
        "two gradients are added."
    ),
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0], "x": [2.0, 1.0, -1.0]},
            value=-22.0,
            gradients={"w": [-2.0, -9.0], "x": [-26.0, -24.0, 24.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 5 and 8.4",),
    see_also=(
        "reduce.dot",
        "reduce.dot_chain",
        "elementwise.mul_functions",
        "structural.chain.scalar_of_vector",
    ),
    tags=(
        "dot product of functions",
        "vector dot product",
        "vector reductions",
        "product rule",
    ),
)
