"""A vector function scaled by a scalar function."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.product.scalar_times_vector",
    title="Product of a scalar function and a vector function",
    summary="The scaled Jacobian, plus an outer product for the change of the scale.",
    function="v(x) * u(x)",
    operands="x:(n)",
    functions={"v(x)": "x[0] * x[1]", "u(x) -> (m)": "array([x[0]**2, x[1], 3 * x[0]])"},
    sizes={"n": 2},
    derivative={
        "jac[x]": "v(x) * J(u, x) + outer(u(x), J(v, x))",
        "vjp[x]": "v(x) * (J(u, x).T @ y_bar) + dot(u(x), y_bar) * J(v, x)",
    },
    conditions="u and v are differentiable at x.",
    why=(
        "Entry i is `v(x)` times entry i of `u(x)`. By entry j of `x` its derivative is `v(x)` "
        "times entry `(i, j)` of the Jacobian, plus entry i of `u(x)` times slope j of `v`. "
        "The second part, for all i and j, is an outer product: outputs down, inputs across."
    ),
    pitfalls="The order in the outer product matters: rows belong to the entries of `u`.",
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0]},
            cotangent=[1.0, -1.0, 2.0],
            value=[8.0, 2.0, 12.0],
            gradients={"x": [35.0, 28.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (vector-by-vector)",),
    see_also=("expansion.multiply", "structural.product.scalar_vector", "linalg.normalize"),
    tags=("product rule", "scalar times vector", "outer product"),
)
