"""The Jacobian of the function that returns its argument."""

from jacobook import TestVector, identity

rule = identity(
    id="structural.jacobian.identity",
    title="Jacobian of the identity function is I",
    summary=("The function that returns its argument has the identity matrix as its Jacobian."),
    function="x",
    operands="x:(n)",
    derivative={"jac[x]": "eye(n)", "vjp[x]": "y_bar", "d": "dx"},
    why=(
        "Output i is entry i of `x`. Its partial derivative by that entry is 1, and by every "
        "other entry it is 0. So row i has a single one, on the diagonal."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, -1.0, 2.0]},
            cotangent=[2.0, -3.0, 5.0],
            value=[4.0, -1.0, 2.0],
            gradients={"x": [2.0, -3.0, 5.0]},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 4.1 and 8.1",
        "The Matrix Calculus You Need For Deep Learning (article), 'Matrix calculus'",
    ),
    see_also=(
        "structural.jacobian",
        "elementwise.add",
        "elementwise.unary",
    ),
    tags=(
        "identity function",
        "identity matrix",
        "Jacobian of the identity",
    ),
)
