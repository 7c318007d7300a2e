"""A bilinear form and its transposed matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.axtb",
    title="Bilinear form a . X^T b",
    summary="With the matrix transposed, the two vectors of the outer product change places.",
    function="a @ X.T @ b",
    operands="a:(n); X:(m,n); b:(m)",
    derivative={"grad[X]": "outer(b, a)", "same": "b @ X @ a"},
    why=(
        "A number is its own transpose, so the value is also `b @ X @ a`. The entry `X[i, j]` "
        "meets `b[i]` and `a[j]`."
    ),
    pitfalls="The shape tells the order: the gradient has one row for each entry of `b`.",
    vectors=(
        TestVector(
            operands={
                "a": [2.0, 1.0, -1.0],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "b": [1.0, 3.0],
            },
            value=15.0,
            gradients={
                "a": [10.0, -3.0, 2.0],
                "X": [[2.0, 1.0, -1.0], [6.0, 3.0, -3.0]],
                "b": [0.0, 5.0],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 71", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.form.axb", "linalg.outer", "array.transpose"),
    tags=("bilinear form", "a^T X^T b", "outer product"),
)
