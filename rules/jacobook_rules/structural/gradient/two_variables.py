"""The gradient of a function of two scalars."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.gradient.two_variables",
    title="Gradient of f(x, y) as a 2-vector",
    summary=("The two partial derivatives of a function of two scalars, gathered in one vector."),
    function="f(x[0], x[1])",
    operands="x:(2)",
    functions={"f(u, v)": "2 * u + v**8"},
    derivative={"grad[x]": "array([J(f, x[0], x[1], arg=0), J(f, x[0], x[1], arg=1)])"},
    why=(
        "Put the two arguments into one vector `x`. Entry 0 of the gradient is the partial "
        "derivative by the first argument with the second held constant, entry 1 the other one."
    ),
    pitfalls=(
        "The paper writes this gradient as a row of two entries; here it is a vector of shape "
        "(2,), like `x`."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 2.0]},
            value=262.0,
            gradients={"x": [2.0, 1024.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 8.1",),
    see_also=(
        "structural.gradient",
        "structural.example.gradient_g",
        "structural.jacobian",
    ),
    tags=(
        "gradient of a function of two variables",
        "gradients and Jacobians",
    ),
)
