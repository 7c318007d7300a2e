"""The transpose of a Kronecker product."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.kron.transpose",
    title="Transpose of a Kronecker product",
    summary=(
        "The transpose of a Kronecker product is the Kronecker product of the transposes, in "
        "the same order."
    ),
    function="kron(A, B).T",
    operands="A:(m,n); B:(p,q)",
    result="Y",
    derivative={"same": "kron(A.T, B.T)", "d": "kron(dA.T, B.T) + kron(A.T, dB.T)"},
    why=(
        "Transposing moves block `(i, j)` to the place `(j, i)` and transposes the block "
        "itself. The number `A[i, j]` goes along, and so does the transposed `B`."
    ),
    pitfalls="The order of the factors stays, unlike in the transpose of a matrix product.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0]], "B": [[3.0, 4.0], [0.0, 5.0]]},
            cotangent=[[1.0, 0.0], [0.0, 2.0], [10.0, 0.0], [0.0, 20.0]],
            value=[[3.0, 0.0], [4.0, 5.0], [6.0, 0.0], [8.0, 10.0]],
            gradients={"A": [[13.0, 130.0]], "B": [[21.0, 0.0], [0.0, 42.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 510",),
    see_also=("linalg.kron", "array.transpose", "identity.kron.mixed"),
    tags=("Kronecker product", "transpose"),
)
