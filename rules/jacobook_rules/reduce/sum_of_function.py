"""The sum of the outputs of a vector function."""

from jacobook import TestVector, structural

rule = structural(
    id="reduce.sum_of_function",
    title="Sum of a vector function: column sums of its Jacobian",
    summary="The gradient of the sum of all outputs adds up the rows of the Jacobian.",
    function="sum(f(x))",
    operands="x:(n)",
    functions={"f(x) -> (m)": "array([x[0] * x[1], 5 * x[0] + x[1]**2, x[0]**2 * x[1]])"},
    sizes={"n": 2},
    derivative={
        "grad[x]": (
            "sum(J(f, x), axis=0)",
            "J(f, x).T @ ones(m)",
        )
    },
    why=(
        "The derivative of a sum is the sum of the derivatives, and the rows of `J(f, x)` are "
        "the gradients of the outputs. Adding the rows is adding over each column. In matrix "
        "form the rows are added by a product with a vector of ones."
    ),
    pitfalls=(
        "The paper writes the result as a row; here it has the shape of `x`. Sum over the "
        "outputs, `axis=0`, not over the inputs."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 2.0]},
            value=43.0,
            gradients={"x": [19.0, 16.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 4.4 and 8.4",
        ("The Matrix Calculus You Need For Deep Learning (article), 'Vector sum reduction'"),
    ),
    see_also=(
        "reduce.sum",
        "reduce.sum_elementwise",
        "structural.jacobian",
        "structural.chain.scalar_of_vector",
    ),
    tags=(
        "vector sum reduction",
        "sum of a function",
        "vector reductions",
    ),
)
