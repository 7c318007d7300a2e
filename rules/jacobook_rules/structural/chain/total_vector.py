"""The total derivative by a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.chain.total_vector",
    title="Total derivative by a vector",
    summary="The direct Jacobian, plus the product of Jacobians along the indirect path.",
    function="f(x, u(x))",
    operands="x:(n)",
    functions={
        "u(x) -> (k)": "array([x[0] * x[1], 3 * x[1], x[0]**2])",
        "f(x, u) -> (m)": "array([x[0] * u[0] + u[2], x[1] * u[1]])",
    },
    sizes={"n": 2},
    derivative={
        "jac[x]": "J(f, x, u(x), arg=0) + J(f, x, u(x), arg=1) @ J(u, x)",
        "vjp[x]": "J(f, x, u(x), arg=0).T @ y_bar + J(u, x).T @ (J(f, x, u(x), arg=1).T @ y_bar)",
    },
    conditions="u is differentiable at x, and f at (x, u(x)).",
    why=(
        "A step `dx` changes both arguments of `f`: the first by `dx`, the second by `J(u, x) @ "
        "dx`. To first order the two effects add up. A skip connection of a neural network is "
        "such a function: its gradient arrives by both paths."
    ),
    pitfalls="The Jacobian with `arg=0` holds `u` fixed, although `u` is computed from `x`.",
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0]},
            cotangent=[1.0, -2.0],
            value=[8.0, 3.0],
            gradients={"x": [8.0, -8.0]},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.5.2 and 4.5.3",),
    see_also=("structural.chain.total", "structural.chain.vector", "structural.partial.general"),
    tags=("total derivative", "vector chain rule", "skip connection"),
)
