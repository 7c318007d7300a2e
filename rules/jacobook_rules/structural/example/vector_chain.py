"""The paper's example of the vector chain rule."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.example.vector_chain",
    title="Worked example: [ln(x^2), sin(3x)]",
    summary="A vector of two nested functions of one scalar, by the vector chain rule.",
    function="array([log(x**2), sin(3 * x)])",
    operands="x:() nonzero",
    derivative={"jac[x]": "array([2 / x, 3 * cos(3 * x)])"},
    conditions="x is not 0.",
    why=(
        "The intermediate vector is `array([x**2, 3 * x])`, with derivative `array([2 * x, "
        "3])`. The outer function takes the logarithm of its first entry and the sine of its "
        "second, so its Jacobian is diagonal, with `1 / x**2` and `cos(3 * x)`. The product of "
        "that matrix with the vector is the result."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=[1.3862943611198906, -0.27941549819892586],
            gradients={"x": 3.880510859951098},
            source="mpmath, 50 digits",
        ),
    ),
    references=("Parr & Howard 2018, section 4.5.3 (worked example)",),
    see_also=(
        "structural.chain.vector_of_scalar",
        "structural.chain.vector",
        "structural.chain.diagonal",
    ),
    tags=(
        "worked example",
        "vector chain rule",
    ),
)
