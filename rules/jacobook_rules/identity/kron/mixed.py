"""A product of Kronecker products."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.kron.mixed",
    title="Mixed product of Kronecker products",
    summary="A product of two Kronecker products is the Kronecker product of the two products.",
    function="kron(A, B) @ kron(C, D)",
    operands="A:(m,n); B:(p,q); C:(n,k); D:(q,r)",
    result="Y",
    derivative={
        "same": "kron(A @ C, B @ D)",
        "d": "kron(dA @ C, B @ D) + kron(A @ dC, B @ D) + kron(A @ C, dB @ D) + kron(A @ C, B @ dD)",
    },
    why=(
        "Block `(i, j)` of the product is the sum of `A[i, l] * B @ (C[l, j] * D)` over `l`. "
        "The numbers come out in front as entry `(i, j)` of `A @ C`, and `B @ D` is left. By "
        "the product rule each of the four matrices moves in its own place."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0]],
                "B": [[1.0], [3.0]],
                "C": [[1.0], [2.0]],
                "D": [[2.0, -1.0]],
            },
            value=[[10.0, -5.0], [30.0, -15.0]],
            gradients={
                "A": [[4.0, 8.0]],
                "B": [[5.0], [5.0]],
                "C": [[4.0], [8.0]],
                "D": [[20.0, 20.0]],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 511",),
    see_also=("linalg.kron", "linalg.matmul", "identity.kron.inverse"),
    tags=("Kronecker product", "mixed product rule"),
)
