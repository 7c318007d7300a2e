"""Every second entry of a vector."""

from jacobook import TestVector, identity

rule = identity(
    id="array.slice",
    title="Basic slice with a step",
    summary="Every second entry of a vector, from the second one on.",
    function="x[1::2]",
    operands="x:(n)",
    derivative={
        "vjp[x]": "y_bar @ eye(n)[1::2]",
        "jac[x]": "eye(n)[1::2]",
        "d": "dx[1::2]",
    },
    sizes={"n": 5},
    why=(
        "Each chosen entry moves with itself alone, so its row of the Jacobian is a row of the "
        "identity. The pullback puts the cotangents into zeros, at the chosen places."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0, 4.0, 5.0]},
            cotangent=[10.0, 100.0],
            value=[2.0, 4.0],
            gradients={"x": [0.0, 10.0, 0.0, 100.0, 0.0]},
        ),
    ),
    references=("NumPy reference, indexing",),
    see_also=("array.index", "array.take", "array.scatter"),
)
