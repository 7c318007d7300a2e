"""The gradient of a scalar function of a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.gradient",
    title="Gradient: the vector of all partial derivatives",
    summary=(
        "The gradient collects the partial derivatives of a scalar function, one for each entry "
        "of its variable."
    ),
    function="f(x)",
    operands="x:(n)",
    functions={"f(x)": "3 * x[0]**2 * x[1]"},
    sizes={"n": 2},
    derivative={"grad[x]": "array([partial(f, x, 0), partial(f, x, 1)])"},
    conditions="The value of f is a scalar.",
    why=(
        "Each entry of `x` is one way to move, and has one partial derivative. Written in the "
        "order of the entries they form an array with the shape of `x`. Of the instance the "
        "partial derivatives are `6 * x[0] * x[1]` and `3 * x[0]**2`."
    ),
    pitfalls=(
        "The paper writes a gradient as a row of shape 1 x n, because its Jacobians have one "
        "row per output (numerator layout). Here a gradient has the shape of its variable, so "
        "that `x - eta * gradient` makes sense; it is the transpose of the paper's row."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 5.0]},
            value=60.0,
            gradients={"x": [60.0, 12.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 3, 4 and 8.1",
        "The Matrix Calculus You Need For Deep Learning (article), 'Matrix calculus'",
    ),
    see_also=(
        "structural.partial.general",
        "structural.jacobian",
        "structural.example.gradient",
        "structural.layout.convert",
    ),
    tags=(
        "gradient",
        "nabla",
        "del",
        "vector of partial derivatives",
        "gradients and Jacobians",
    ),
)
