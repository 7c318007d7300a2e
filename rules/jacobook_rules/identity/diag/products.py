"""A matrix between two diagonal matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.diag.products",
    title="A matrix between two diagonal matrices",
    summary="Diagonal factors scale the rows and the columns of a matrix.",
    function="diag(a) @ X @ diag(b)",
    operands="a:(m); X:(m,n); b:(n)",
    result="Y",
    derivative={
        "same": "outer(a, b) * X",
        "vjp[X]": "outer(a, b) * Y_bar",
        "vjp[a]": "(Y_bar * X) @ b",
        "vjp[b]": "(Y_bar * X).T @ a",
    },
    why=(
        "Entry `(i, j)` of the product is `a[i] * X[i, j] * b[j]`: no sum is left, because a "
        "diagonal matrix has one entry in each row. So `X[i, j]` moves with the rate "
        "`a[i] * b[j]`, and `a[i]` collects the cotangents of its row, weighted with "
        "`X[i, j] * b[j]`."
    ),
    pitfalls="In code write `a[:, None] * X * b`: it forms no diagonal matrix.",
    vectors=(
        TestVector(
            operands={
                "a": [1.0, 2.0],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "b": [1.0, 4.0, 5.0],
            },
            cotangent=[[1.0, 1.0, 0.0], [2.0, 1.0, 3.0]],
            value=[[1.0, 0.0, 10.0], [6.0, -8.0, 0.0]],
            gradients={
                "a": [1.0, 2.0],
                "X": [[1.0, 4.0, 0.0], [4.0, 8.0, 30.0]],
                "b": [13.0, -2.0, 0.0],
            },
        ),
    ),
    see_also=("array.diag", "array.hadamard", "array.multiply_rows", "linalg.outer"),
    tags=("diagonal scaling", "row scaling", "Hadamard product", "diag(a) X diag(b)"),
)
