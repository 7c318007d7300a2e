"""The dot product of two functions of one vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.product.dot",
    title="Dot product of two functions of one vector",
    summary="Each transposed Jacobian is applied to the value of the other function.",
    function="dot(u(x), v(x))",
    operands="x:(n)",
    functions={
        "u(x) -> (k)": "array([x[0] * x[1], 2 * x[0], x[1]])",
        "v(x) -> (k)": "array([x[1], x[0]**2, 3 * x[1]])",
    },
    sizes={"n": 2},
    derivative={"grad[x]": "J(v, x).T @ u(x) + J(u, x).T @ v(x)"},
    conditions="u and v are differentiable at x, and their values have the same length.",
    why=(
        "The dot product changes by `dot(u, dv) + dot(du, v)`, with `du = J(u, x) @ dx` and `dv "
        "= J(v, x) @ dx`. Bring both Jacobians to the other side of their dot product, where "
        "they are transposed: what then stands with `dx` is the gradient."
    ),
    pitfalls=(
        "In numerator layout the gradient is a row, `u.T @ J(v, x) + v.T @ J(u, x)`. For `u = v` "
        "both terms are equal: the gradient of `dot(u, u)` is `2 * J(u, x).T @ u`."
    ),
    vectors=(TestVector(operands={"x": [2.0, 1.0]}, value=21.0, gradients={"x": [25.0, 10.0]}),),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=("reduce.dot_functions", "diff.dot_scalar", "structural.product.bilinear"),
    tags=("product rule", "dot product of functions", "gradient of a dot product"),
)
