"""A product of three matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.axb",
    title="A X B",
    summary="A matrix between two others.",
    function="A @ X @ B",
    operands="A:(p,m); X:(m,n); B:(n,q)",
    result="Y",
    derivative={
        "vjp[X]": "A.T @ Y_bar @ B.T",
        "jac[X]": "einsum([A, B], 'ik,lj->ijkl')",
        "d": "dA @ X @ B + A @ dX @ B + A @ X @ dB",
    },
    why=(
        "The product is linear in `X`: `dY = A @ dX @ B`. Moving the outer factors to the other "
        "side of the inner product with the cotangent transposes them."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0]],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0], [4.0], [5.0]],
            },
            value=[[9.0]],
            gradients={
                "A": [[11.0, -1.0]],
                "X": [[1.0, 4.0, 5.0], [2.0, 8.0, 10.0]],
                "B": [[7.0], [-2.0], [2.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 101", "Wikipedia, Matrix calculus (matrix-by-scalar)"),
    see_also=("linalg.matmul", "linalg.kron"),
)
