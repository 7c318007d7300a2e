"""Every entry of a vector multiplied by one scalar."""

from jacobook import TestVector, identity

rule = identity(
    id="expansion.multiply",
    title="Vector times scalar",
    summary=(
        "The scalar multiplies every entry, so each output answers to it at the rate of its own "
        "entry."
    ),
    function="x * z",
    operands="x:(n); z:()",
    derivative={
        "jac[x]": "z * eye(n)",
        "jac[z]": "x",
        "vjp[x]": "z * y_bar",
        "vjp[z]": "dot(y_bar, x)",
        "d": "z * dx + dz * x",
    },
    conditions="z does not depend on x.",
    why=(
        "Output i is entry i of `x` times `z`. By `x` the entries stay apart and each is scaled "
        "by `z`, so the Jacobian is `z * eye(n)`. By `z` the derivative of output i is entry i "
        "of `x`. Pulled back, the outputs' contributions to the one scalar add up to a dot "
        "product."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -4.0, 2.5], "z": 2.0},
            cotangent=[2.0, -1.0, 0.5],
            value=[2.0, -8.0, 5.0],
            gradients={"x": [4.0, -2.0, 1.0], "z": 7.25},
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
        "expansion.as_ones",
        "elementwise.multiply",
        "reduce.sum_scaled",
    ),
    tags=(
        "scalar expansion",
        "multiplying a vector by a scalar",
        "broadcasting",
    ),
)
