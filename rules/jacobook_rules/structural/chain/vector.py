"""The vector chain rule."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.vector",
    title="Vector chain rule",
    summary=(
        "The Jacobian of nested vector functions is the matrix product of their Jacobians, the "
        "outer one first."
    ),
    function="f(g(x))",
    operands="x:(n)",
    functions={
        "g(x) -> (k)": "array([x[0] * x[1], x[0]**2, 3 * x[1]])",
        "f(u) -> (m)": "array([u[0] * u[1] + u[2], u[0] + u[1] * u[2]])",
    },
    sizes={"n": 2},
    derivative={
        "jac[x]": "J(f, g(x)) @ J(g, x)",
        "vjp[x]": "J(g, x).T @ (J(f, g(x)).T @ y_bar)",
        "d": "J(f, g(x)) @ (J(g, x) @ dx)",
    },
    conditions="g is differentiable at x, and f at g(x).",
    why=(
        "Near `x` the inner function acts on a small step as the matrix `J(g, x)`, and near "
        "`g(x)` the outer one as `J(f, g(x))`. One after the other they act as the product. "
        "Entry (i, j) of the product sums over all intermediate values: that is the total "
        "derivative, so nothing has to be added by hand. A pushforward multiplies from the "
        "right, a pullback from the left, and neither needs the product of the matrices."
    ),
    pitfalls=(
        "The order of the factors matters, and the outer Jacobian is taken at `g(x)`. In "
        "denominator layout all matrices are transposed, and the product stands in reverse "
        "order."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0]},
            cotangent=[1.0, -2.0],
            value=[11.0, 14.0],
            gradients={"x": [-14.0, -17.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.5.3 and 8.5",),
    see_also=(
        "structural.chain.single",
        "structural.chain.total",
        "structural.chain.scalar_of_vector",
        "structural.chain.diagonal",
        "structural.layout.convert",
    ),
    tags=(
        "vector chain rule",
        "chain rule",
        "product of Jacobians",
        "backpropagation",
    ),
)
