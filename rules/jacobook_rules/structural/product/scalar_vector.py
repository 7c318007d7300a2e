"""The product of two scalar functions of a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.product.scalar_vector",
    title="Product rule for scalar functions of a vector",
    summary="Each gradient is scaled by the value of the other function.",
    function="u(x) * v(x)",
    operands="x:(n)",
    functions={"u(x)": "x[0] * x[1]", "v(x)": "x[0]**2 + x[1]"},
    sizes={"n": 2},
    derivative={"grad[x]": "u(x) * J(v, x) + v(x) * J(u, x)"},
    conditions="u and v are differentiable at x.",
    why=(
        "Along each entry of `x` this is the ordinary product rule, `u * dv + v * du`. The "
        "partial derivatives by all entries, gathered in vectors, are the two gradients; the "
        "values `u(x)` and `v(x)` are numbers and scale them."
    ),
    vectors=(TestVector(operands={"x": [2.0, 3.0]}, value=42.0, gradients={"x": [45.0, 20.0]}),),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=(
        "scalar.product",
        "structural.product.scalar_times_vector",
        "structural.product.matrix_scalar",
    ),
    tags=("product rule", "gradient of a product", "Leibniz rule"),
)
