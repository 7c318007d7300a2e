"""The paper's example of a gradient."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.gradient",
    title="Worked example: gradient of f(x, y) = 3x^2 y",
    summary="Two partial derivatives by the power rule, gathered in a gradient.",
    function="3 * x[0]**2 * x[1]",
    operands="x:(2)",
    derivative={"grad[x]": "array([6 * x[0] * x[1], 3 * x[0]**2])"},
    why=(
        "With `x[1]` held constant the power rule gives `3 * x[1] * 2 * x[0]`. With `x[0]` held "
        "constant the function is a constant times `x[1]`, and its derivative is that "
        "constant, `3 * x[0]**2`."
    ),
    pitfalls="The paper writes the answer as a row; here it has the shape (2,) of `x`.",
    vectors=(
        TestVector(
            operands={"x": [3.0, -1.0]},
            value=-27.0,
            gradients={"x": [-18.0, 27.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 3 (worked example)",
        "The Matrix Calculus You Need For Deep Learning (article), 'Matrix calculus'",
    ),
    see_also=(
        "structural.gradient",
        "structural.example.gradient_g",
        "structural.example.jacobian",
    ),
    tags=(
        "worked example",
        "gradient",
    ),
)
