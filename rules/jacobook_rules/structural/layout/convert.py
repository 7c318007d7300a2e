"""The two layouts of a Jacobian, and how to pass from one to the other."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.layout.convert",
    title="Numerator and denominator layout are transposes of each other",
    summary=(
        "A Jacobian printed in denominator layout is the transpose of the same Jacobian in "
        "numerator layout."
    ),
    function="J(f, x).T",
    operands="x:(n)",
    functions={"f(x) -> (m)": "array([x[0] * x[1] * x[2], x[0]**2 + 5 * x[1] + x[2]**3])"},
    sizes={"n": 3},
    derivative={"same": "array([partial(f, x, 0), partial(f, x, 1), partial(f, x, 2)])"},
    conditions="Numerator layout is m x n (outputs by inputs), denominator layout n x m.",
    why=(
        "Both layouts hold the same numbers. Numerator layout gives each output a row; "
        "denominator layout gives each input a row, so its row j is the partial derivative of "
        "all outputs by entry j of `x`. Exchanging rows and columns turns one into the other."
    ),
    pitfalls=(
        "Before using a formula from a book, find out its layout. The paper and this book use "
        "the numerator layout for Jacobians, but the paper prints a gradient as a row of shape "
        "1 x n, and this book gives it the shape of its variable. In denominator layout "
        "products of the chain rule stand in reverse order."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 3.0, -1.0]},
            value=[[-3.0, 8.0], [-4.0, 5.0], [12.0, 3.0]],
        ),
    ),
    references=(
        "Parr & Howard 2018, section 10 (resources)",
        "Wikipedia, Matrix calculus, 'Layout conventions'",
    ),
    see_also=(
        "structural.jacobian",
        "structural.gradient",
        "structural.chain.vector",
    ),
    tags=(
        "numerator layout",
        "denominator layout",
        "layout conventions",
        "transposed Jacobian",
    ),
)
