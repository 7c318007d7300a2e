"""The Jacobian of a vector function, row by row."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian",
    title="Jacobian: row i is the gradient of component i",
    summary="The Jacobian stacks the gradients of all outputs, one row for each output.",
    function="f(x)",
    operands="x:(n)",
    functions={
        "f(x) -> (m)": "array([f1(x), f2(x)])",
        "f1(x)": "3 * x[0]**2 * x[1]",
        "f2(x)": "2 * x[0] + x[1]**8",
    },
    sizes={"n": 2},
    derivative={"jac[x]": "array([J(f1, x), J(f2, x)])"},
    conditions="The value of f is a vector.",
    why=(
        "A vector function is a list of scalar functions, here `f1` and `f2`. Each has a "
        "gradient, and the Jacobian has these gradients as its rows. So row i tells how output "
        "i answers to every input, and the shape is (m, n): outputs by inputs."
    ),
    pitfalls=(
        "This is the numerator layout, also the paper's; texts in denominator layout print the "
        "transpose. A function with one output in a vector, m = 1, has a Jacobian of shape (1, "
        "n); only a scalar function has a gradient of shape (n,)."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            value=[6.0, 258.0],
            gradients={"x": [14.0, 1027.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 4, 4.1 and 8.1",
        "The Matrix Calculus You Need For Deep Learning (article), 'Matrix calculus'",
    ),
    see_also=(
        "structural.gradient",
        "structural.jacobian.columns",
        "structural.layout.convert",
        "structural.chain.vector",
    ),
    tags=(
        "Jacobian",
        "Jacobian matrix",
        "numerator layout",
        "generalization of the Jacobian",
        "gradients and Jacobians",
    ),
)
