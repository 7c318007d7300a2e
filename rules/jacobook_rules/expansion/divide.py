"""Every entry of a vector divided by one scalar."""

from jacobook import TestVector, identity, inf

rule = identity(
    id="expansion.divide",
    title="Vector divided by a scalar",
    summary="The scalar divides every entry; its own derivative collects all of them.",
    function="x / z",
    operands="x:(n); z:() nonzero",
    derivative={
        "jac[x]": "eye(n) / z",
        "jac[z]": "-x / z**2",
        "vjp[x]": "y_bar / z",
        "vjp[z]": "-dot(y_bar, x) / z**2",
        "d": "dx / z - x * dz / z**2",
    },
    conditions="z is not zero and does not depend on x.",
    why=(
        "Output i is entry i of `x` over `z`. By `x` the entries stay apart, each with slope `1 "
        "/ z`. By `z` the reciprocal rule gives `-x / z**2`, one number for each output. Pulled "
        "back, the contributions of all outputs to the one scalar add up to a dot product."
    ),
    pitfalls=(
        "If `z` is computed from `x`, as the length in `x / norm2(x)`, both Jacobians act "
        "together; see `linalg.normalize`."
    ),
    vectors=(
        TestVector(
            operands={"x": [6.0, -2.0, 4.0], "z": 2.0},
            cotangent=[1.0, 3.0, -2.0],
            value=[3.0, -1.0, 2.0],
            gradients={"x": [0.5, 1.5, -1.0], "z": 2.0},
        ),
    ),
    special_points=(
        TestVector(
            name="divisor zero",
            operands={"x": [3.0], "z": 0.0},
            value=[inf],
            gradients={"x": [inf], "z": -inf},
            why="A pole: by IEEE arithmetic value and slopes are infinite together.",
        ),
    ),
    references=("Parr & Howard 2018, section 4.3",),
    see_also=("expansion.multiply", "elementwise.divide", "linalg.normalize"),
    tags=("scalar expansion", "dividing a vector by a scalar", "broadcasting"),
)
