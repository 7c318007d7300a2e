"""Column stacking of a product."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.vec.axb",
    title="vec(A X B) as a Kronecker product",
    summary="Stacked by columns, a matrix between two others is one matrix times the stacked one.",
    function="vec(A @ X @ B)",
    operands="A:(p,m); X:(m,n); B:(n,q)",
    derivative={"same": "kron(B.T, A) @ vec(X)", "vjp[X]": "A.T @ unvec(y_bar, (p, q)) @ B.T"},
    why=(
        "Column `l` of `A @ X @ B` is the sum of `A @ X[:, j] * B[j, l]` over the columns of "
        "`X`. So block `(l, j)` of the matrix that acts on the stacked columns is "
        "`B[j, l] * A`, which is the Kronecker product of `B.T` and `A`. Its transpose, "
        "unstacked again, is the pullback of a product."
    ),
    pitfalls=(
        "NumPy lays out rows: for `ravel` the factors change places, see "
        "`identity.vec.axb_rowmajor`. Never form the Kronecker product to multiply with it."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0], [0.0, 1.0]],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0, 0.0], [4.0, 1.0], [5.0, 2.0]],
            },
            cotangent=[1.0, 0.0, 0.0, 2.0],
            value=[9.0, -1.0, 2.0, -1.0],
            gradients={"X": [[1.0, 4.0, 5.0], [2.0, 10.0, 14.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 520", "Magnus & Neudecker 1999, chapter 2, section 4"),
    see_also=(
        "identity.vec.axb_rowmajor",
        "identity.vec.vec",
        "linalg.axb",
        "linalg.kron",
        "array.unvec",
    ),
    tags=("vec", "Kronecker product", "vec trick", "column stacking"),
)
