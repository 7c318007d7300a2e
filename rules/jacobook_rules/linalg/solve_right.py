"""Division from the right by a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.solve.right",
    title="Right division by a matrix",
    summary="A matrix times the inverse of another.",
    function="B @ inv(A)",
    operands="A:(n,n) inv; B:(k,n)",
    result="Y",
    derivative={
        "vjp[B]": "Y_bar @ inv(A).T",
        "vjp[A]": "-Y.T @ Y_bar @ inv(A).T",
        "d": "(dB - Y @ dA) @ inv(A)",
        "same": "solve(A.T, B.T).T",
    },
    conditions="A is invertible.",
    why=(
        "Differentiate `Y @ A = B`: `dY @ A + Y @ dA = dB`, so `dY = (dB - Y @ dA) @ inv(A)`. "
        "The pullbacks move the outer factors to the cotangent, transposed."
    ),
    pitfalls="In code write `solve(A.T, B.T).T`, which forms no inverse.",
    vectors=(
        TestVector(
            operands={"A": [[2.0, 1.0], [0.0, 4.0]], "B": [[4.0, 6.0]]},
            value=[[2.0, 1.0]],
            gradients={"A": [[-0.75, -0.5], [-0.375, -0.25]], "B": [[0.375, 0.25]]},
        ),
    ),
    references=("Giles 2008, section 2.3.1, transposed",),
    see_also=("linalg.solve", "linalg.inv"),
)
