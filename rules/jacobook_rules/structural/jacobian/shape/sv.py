"""The shape of the derivative of a scalar by a vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian.shape.sv",
    title="Shape rule: scalar by vector",
    summary="The derivative of a scalar by a vector is a vector: the gradient.",
    function="f(x)",
    operands="x:(n)",
    functions={"f(x)": "x[0] * x[1]**2"},
    sizes={"n": 2},
    derivative={
        "grad[x]": (
            "J(f, x)",
            "array([partial(f, x, 0), partial(f, x, 1)])",
        )
    },
    why=(
        "There is one output and there are n inputs, so n partial derivatives. The shape of the "
        "value, `()`, followed by the shape of the variable, `(n,)`, is `(n,)`."
    ),
    pitfalls=(
        "In the paper's table this derivative is a row of shape 1 x n. Here no axis of length 1 "
        "is invented for the single output."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 2.0]},
            value=12.0,
            gradients={"x": [4.0, 12.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.1 (shape table)",),
    see_also=(
        "structural.jacobian.shape.ss",
        "structural.jacobian.shape.vs",
        "structural.jacobian.shape.vv",
        "structural.jacobian",
        "structural.gradient",
    ),
    tags=(
        "shape of the gradient",
        "shape table of Jacobians",
    ),
)
