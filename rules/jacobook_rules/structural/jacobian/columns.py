"""The Jacobian of a vector function, column by column."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.jacobian.columns",
    title="Jacobian: column j is the partial derivative with respect to x_j",
    summary="The Jacobian can be read by columns as well, one column for each input.",
    function="f(x)",
    operands="x:(n)",
    functions={"f(x) -> (m)": "array([3 * x[0]**2 * x[1], 2 * x[0] + x[1]**8])"},
    sizes={"n": 2},
    derivative={"jac[x]": "stack([partial(f, x, 0), partial(f, x, 1)], axis=-1)"},
    why=(
        "Move only entry j of `x` and watch all outputs: their rates of change form a vector "
        "with one entry per output, and that is column j. Rows and columns are two readings of "
        "one table of partial derivatives. A pushforward computes the Jacobian by columns, a "
        "pullback by rows."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -1.0]},
            value=[-3.0, 3.0],
            gradients={"x": [-4.0, -5.0]},
        ),
    ),
    references=("Parr & Howard 2018, section 4.1",),
    see_also=(
        "structural.jacobian",
        "structural.partial.general",
        "structural.layout.convert",
    ),
    tags=(
        "Jacobian by columns",
        "Jacobian matrix",
        "generalization of the Jacobian",
    ),
)
