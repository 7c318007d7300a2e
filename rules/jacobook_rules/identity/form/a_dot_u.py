"""A linear form of a vector function."""

from jacobook import TestVector, structural

rule = structural(
    id="identity.form.a_dot_u",
    title="Linear form a . u(x)",
    summary=(
        "The gradient is the transposed Jacobian of the inner function, times the coefficients."
    ),
    function="a @ u(x)",
    operands="a:(k); x:(n)",
    functions={"u(x) -> (k)": "array([x[0] * x[1], x[1]**2, 3 * x[0]])"},
    sizes={"k": 3, "n": 2},
    derivative={"grad[x]": "J(u, x).T @ a"},
    conditions="a does not depend on x.",
    why=(
        "A small step moves `u(x)` by `J(u, x) @ dx`, and the value by `a @ J(u, x) @ dx`. What "
        "multiplies `dx` is the gradient. This is a pullback: `a` is the cotangent of `u`."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 1.0], "x": [2.0, 3.0]},
            value=30.0,
            gradients={"a": [6.0, 9.0, 6.0], "x": [6.0, 14.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-vector)",),
    see_also=("reduce.dot_functions", "structural.chain.scalar_of_vector", "identity.form.ax"),
    tags=("chain rule", "pullback", "vector-Jacobian product"),
)
