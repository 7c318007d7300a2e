"""Scalar expansion written with a vector of ones."""

from jacobook import TestVector, identity

rule = identity(
    id="expansion.as_ones",
    title="Scalar expansion is multiplication by a vector of ones",
    summary=(
        "Adding a scalar to a vector means adding the vector in which the scalar is repeated."
    ),
    function="x + z",
    operands="x:(n); z:()",
    derivative={"same": "x + ones(n) * z", "jac[z]": "ones(n)"},
    why=(
        "Stretching the scalar `z` to a vector is a linear map: it multiplies `z` by a vector "
        "of ones. What remains is an ordinary addition of two vectors. So nothing new is "
        "needed: the Jacobian by `z` is the identity times that vector of ones."
    ),
    pitfalls=(
        "The transpose of repeating is summing. That is why the pullback of every broadcast "
        "operand contains a sum."
    ),
    vectors=(
        TestVector(
            operands={"x": [7.0, -1.0], "z": 0.5},
            value=[7.5, -0.5],
            gradients={"x": [1.0, 1.0], "z": 2.0},
        ),
    ),
    references=(
        "Parr & Howard 2018, sections 4.3 and 8.3",
        (
            "The Matrix Calculus You Need For Deep Learning (article), 'Derivatives involving "
            "scalar expansion'"
        ),
    ),
    see_also=(
        "expansion.add",
        "expansion.multiply",
        "array.broadcast_to",
        "reduce.sum",
    ),
    tags=(
        "scalar expansion",
        "vector of ones",
        "broadcasting",
    ),
)
