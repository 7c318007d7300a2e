"""The paper's second example of a gradient."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.gradient_g",
    title="Worked example: gradient of g(x, y) = 2x + y^8",
    summary=(
        "Each term of the sum depends on one variable only, so each partial derivative sees one "
        "term."
    ),
    function="2 * x[0] + x[1]**8",
    operands="x:(2)",
    derivative={"grad[x]": "array([2, 8 * x[1]**7])"},
    why=(
        "By `x[0]` the second term is a constant and drops out; the first gives 2. By `x[1]` "
        "the first term drops out, and the power rule gives `8 * x[1]**7`."
    ),
    pitfalls="The paper writes the answer as a row; here it has the shape (2,) of `x`.",
    vectors=(
        TestVector(
            operands={"x": [4.0, -1.0]},
            value=9.0,
            gradients={"x": [2.0, -8.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 4 (worked example)",
        "The Matrix Calculus You Need For Deep Learning (article), 'Matrix calculus'",
    ),
    see_also=(
        "structural.gradient",
        "structural.example.gradient",
        "structural.example.jacobian",
    ),
    tags=(
        "worked example",
        "gradient",
    ),
)
