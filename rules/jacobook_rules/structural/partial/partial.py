"""The partial derivatives of a product of two variables."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.partial",
    title="Partial derivatives of x*y",
    summary="A partial derivative treats the other variable as a constant.",
    function="x * y",
    operands="x:(); y:()",
    result="z",
    derivative={"elem[x]": "y", "elem[y]": "x"},
    why=(
        "To differentiate by `x`, treat `y` as a number such as 5. The derivative of `5 * x` is "
        "5, so the derivative of `x * y` is `y`. The other partial derivative is found in the "
        "same way, with `x` held still."
    ),
    vectors=(
        TestVector(
            operands={"x": 3.0, "y": -2.0},
            value=-6.0,
            gradients={"x": -2.0, "y": 3.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, section 3",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Partial derivatives'"),
    ),
    see_also=(
        "structural.partial.general",
        "structural.gradient",
        "elementwise.multiply",
    ),
    tags=(
        "partial derivative",
        "functions of several variables",
    ),
)
