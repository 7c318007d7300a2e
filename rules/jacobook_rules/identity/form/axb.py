"""A bilinear form and its matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.axb",
    title="Bilinear form a . X b",
    summary=(
        "The gradient of a bilinear form by its matrix is the outer product of the two vectors."
    ),
    function="a @ X @ b",
    operands="a:(m); X:(m,n); b:(n)",
    derivative={"grad[X]": "outer(a, b)"},
    why=(
        "The value is the sum of `a[i] * X[i, j] * b[j]`. The entry `X[i, j]` stands in one "
        "term only, and its slope there is `a[i] * b[j]`."
    ),
    vectors=(
        TestVector(
            operands={
                "a": [1.0, 2.0],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "b": [1.0, 4.0, 5.0],
            },
            value=9.0,
            gradients={
                "a": [11.0, -1.0],
                "X": [[1.0, 4.0, 5.0], [2.0, 8.0, 10.0]],
                "b": [7.0, -2.0, 2.0],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 70", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.outer", "identity.form.axtb", "identity.form.ax"),
    tags=("bilinear form", "a^T X b", "outer product", "rank one gradient"),
)
