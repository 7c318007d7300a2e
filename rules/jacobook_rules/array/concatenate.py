"""Two vectors, one after the other."""

from jacobook import TestVector, identity

rule = identity(
    id="array.concatenate",
    title="Concatenate",
    summary="One vector after the other.",
    function="concatenate([x, y])",
    operands="x:(2); y:(3)",
    result="z",
    derivative={
        "vjp[x]": "z_bar[:2]",
        "vjp[y]": "z_bar[2:]",
        "jac[x]": "eye(5)[:, :2]",
        "d": "concatenate([dx, dy])",
    },
    why=(
        "The result's first entries are those of `x` and the others those of `y`, so each operand "
        "reads its own piece of the cotangent."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": [3.0, 4.0, 5.0]},
            cotangent=[1.0, 10.0, 100.0, 1000.0, 10000.0],
            value=[1.0, 2.0, 3.0, 4.0, 5.0],
            gradients={"x": [1.0, 10.0], "y": [100.0, 1000.0, 10000.0]},
        ),
    ),
    references=("NumPy reference, concatenate",),
    see_also=("array.concatenate_all", "array.stack", "array.block"),
)
