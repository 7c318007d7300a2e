"""The inverse of a Kronecker product."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.kron.inverse",
    title="Inverse of a Kronecker product",
    summary=(
        "The inverse of a Kronecker product is the Kronecker product of the inverses, in the "
        "same order."
    ),
    function="inv(kron(A, B))",
    operands="A:(m,m) inv; B:(n,n) inv",
    result="Y",
    derivative={
        "same": "kron(inv(A), inv(B))",
        "d": "-kron(inv(A) @ dA @ inv(A), inv(B)) - kron(inv(A), inv(B) @ dB @ inv(B))",
    },
    conditions="A and B are invertible.",
    why=(
        "By the mixed product rule `kron(A, B) @ kron(inv(A), inv(B))` is the Kronecker product "
        "of two identities, which is the identity. Its differential follows from "
        "`d inv(A) = -inv(A) @ dA @ inv(A)` and the product rule."
    ),
    pitfalls="The order of the factors stays, unlike in the inverse of a matrix product.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 1.0], [0.0, -1.0]], "B": [[1.0, 0.0], [3.0, 1.0]]},
            value=[
                [1.0, 0.0, 1.0, 0.0],
                [-3.0, 1.0, -3.0, 1.0],
                [0.0, 0.0, -1.0, 0.0],
                [0.0, 0.0, 3.0, -1.0],
            ],
            gradients={"A": [[2.0, -1.0], [0.0, 0.0]], "B": [[2.0, -4.0], [-1.0, 2.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 512",),
    see_also=("linalg.kron", "linalg.inv", "identity.kron.mixed"),
    tags=("Kronecker product",),
)
