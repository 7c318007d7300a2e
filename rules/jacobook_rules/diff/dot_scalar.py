"""The dot product of two moving vectors."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.dot_scalar",
    title="Dot product of two curves",
    summary="The product rule for the dot product of two vectors that depend on one scalar.",
    function="dot(u(x), v(x))",
    operands="x:()",
    functions={
        "u(x) -> (n)": "array([x, x**2, 1])",
        "v(x) -> (n)": "array([x**2, 3, 2 * x])",
    },
    derivative={
        "elem[x]": "dot(u(x), J(v, x)) + dot(J(u, x), v(x))",
        "d": "dot(u(x), J(v, x) * dx) + dot(J(u, x) * dx, v(x))",
    },
    conditions="u and v are differentiable at x.",
    why=(
        "The dot product is linear in each vector, so the two change in turn: `d dot(u, v) = "
        "dot(u, dv) + dot(du, v)`. It is the rule for a matrix product with one row and one "
        "column, and the entries are summed as they are."
    ),
    pitfalls=(
        "With both vectors equal, the derivative of `dot(u, u)` is `2 * dot(u, du)`. It is zero "
        "along a curve of constant length: the velocity is perpendicular to the radius."
    ),
    vectors=(TestVector(operands={"x": 2.0}, value=24.0, gradients={"x": 26.0}),),
    references=("Wikipedia, Matrix calculus (scalar-by-scalar with vectors)",),
    see_also=("reduce.dot", "reduce.dot_functions", "structural.product.dot", "diff.product"),
    tags=("dot product", "product rule", "curve", "differential"),
)
