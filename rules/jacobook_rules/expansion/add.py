"""A scalar added to every entry of a vector."""

from jacobook import TestVector, identity

rule = identity(
    id="expansion.add",
    title="Vector plus scalar",
    summary=("The scalar is added to every entry, so every output moves with it at rate one."),
    function="x + z",
    operands="x:(n); z:()",
    derivative={
        "jac[x]": "eye(n)",
        "jac[z]": "ones(n)",
        "vjp[x]": "y_bar",
        "vjp[z]": "sum(y_bar)",
        "d": "dx + dz * ones(n)",
    },
    conditions="z does not depend on x.",
    why=(
        "Output i is entry i of `x` plus `z`. By `x` this is a vector addition, and the "
        "Jacobian is the identity. By `z` every output has derivative 1, which is a vector of "
        "ones. Pulled back, the contributions of all outputs to the one scalar add up."
    ),
    pitfalls=(
        "The pullback to the scalar is a sum. Forgetting it, and returning an array in place of "
        "one number, is the usual error with a bias."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -4.0, 2.5], "z": 3.0},
            cotangent=[2.0, -1.0, 0.5],
            value=[4.0, -1.0, 5.5],
            gradients={"x": [2.0, -1.0, 0.5], "z": 1.5},
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
        "expansion.as_ones",
        "expansion.multiply",
        "elementwise.add",
        "neuron.affine",
    ),
    tags=(
        "scalar expansion",
        "adding a scalar to a vector",
        "broadcasting",
    ),
)
