"""Row stacking of a product."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.vec.axb_rowmajor",
    title="ravel(A X B) as a Kronecker product",
    summary="In NumPy's row order the Kronecker factors stand the other way round.",
    function="reshape(A @ X @ B, (p*q,))",
    operands="A:(p,m); X:(m,n); B:(n,q)",
    derivative={
        "same": "kron(A, B.T) @ reshape(X, (m*n,))",
        "vjp[X]": "A.T @ reshape(y_bar, (p, q)) @ B.T",
    },
    why=(
        "Row `k` of `A @ X @ B` is the sum of `A[k, i] * X[i, :] @ B` over the rows of `X`. So "
        "block `(k, i)` of the matrix that acts on the stacked rows is `A[k, i] * B.T`."
    ),
    pitfalls=(
        "Textbooks stack columns, and print `kron(B.T, A)`. Both are right, each in its own order."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0], [0.0, 1.0]],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0, 0.0], [4.0, 1.0], [5.0, 2.0]],
            },
            cotangent=[1.0, 0.0, 0.0, 2.0],
            value=[9.0, 2.0, -1.0, -1.0],
            gradients={"X": [[1.0, 4.0, 5.0], [2.0, 10.0, 14.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 520",),
    see_also=("identity.vec.axb", "array.ravel", "linalg.axb", "linalg.kron"),
    tags=("ravel", "row-major", "Kronecker product", "flatten"),
)
