"""The shape of the derivative of a scalar by a scalar."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian.shape.ss",
    title="Shape rule: scalar by scalar",
    summary="The derivative of a scalar by a scalar is one number.",
    function="f(x)",
    operands="x:()",
    functions={"f(x)": "x**2 + 3 * x"},
    derivative={"jac[x]": "J(f, x)"},
    why=(
        "A derivative holds one number for each pair of an output and an input: its shape is "
        "the shape of the value followed by the shape of the variable. With one output and one "
        "input both are `()`, and so is the derivative."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            value=10.0,
            gradients={"x": 7.0},
        ),
    ),
    references=("Parr & Howard 2018, section 4.1 (shape table)",),
    see_also=(
        "structural.jacobian.shape.sv",
        "structural.jacobian.shape.vs",
        "structural.jacobian.shape.vv",
        "structural.jacobian",
    ),
    tags=(
        "shape of the derivative",
        "shape table of Jacobians",
    ),
)
