"""The shape of the derivative of a vector by a scalar."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian.shape.vs",
    title="Shape rule: vector by scalar",
    summary=("The derivative of a vector by a scalar is a vector with one entry for each output."),
    function="f(x)",
    operands="x:()",
    functions={
        "f(x) -> (m)": "array([f1(x), f2(x), f3(x)])",
        "f1(x)": "x**2",
        "f2(x)": "3 * x",
        "f3(x)": "x**3 - x",
    },
    derivative={"jac[x]": "array([J(f1, x), J(f2, x), J(f3, x)])"},
    why=(
        "There are m outputs and one input. Each output has one ordinary derivative, and they "
        "are listed in the order of the outputs. The shape `(m,)` of the value followed by the "
        "shape `()` of the variable is `(m,)`."
    ),
    pitfalls=(
        "In the paper's table this derivative is a column of shape m x 1. Here no axis of "
        "length 1 is invented for the single input."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=[4.0, 6.0, 6.0],
            gradients={"x": 18.0},
        ),
    ),
    references=("Parr & Howard 2018, section 4.1 (shape table)",),
    see_also=(
        "structural.jacobian.shape.ss",
        "structural.jacobian.shape.sv",
        "structural.jacobian.shape.vv",
        "structural.jacobian",
        "structural.chain.vector_of_scalar",
    ),
    tags=(
        "tangent vector",
        "shape table of Jacobians",
    ),
)
