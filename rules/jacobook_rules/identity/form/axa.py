"""A quadratic form and its matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.axa",
    title="Quadratic form by its matrix",
    summary=(
        "The gradient of a quadratic form by its matrix is the outer product of the vector with "
        "itself."
    ),
    function="a @ X @ a",
    operands="a:(n); X:(n,n)",
    derivative={"grad[X]": "outer(a, a)", "same": "a @ X.T @ a"},
    why=(
        "The value is the sum of `a[i] * X[i, j] * a[j]`, so the slope in `X[i, j]` is "
        "`a[i] * a[j]`. Transposing the matrix exchanges two equal factors and changes nothing."
    ),
    pitfalls=(
        "This gradient takes the entries of `X` as independent. Where `X` is symmetric, "
        "`structured.symmetric.rule` says what changes in the free entries."
    ),
    vectors=(
        TestVector(
            operands={"a": [2.0, 1.0], "X": [[1.0, 3.0], [0.0, 2.0]]},
            value=12.0,
            gradients={"a": [7.0, 10.0], "X": [[4.0, 2.0], [2.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 72",),
    see_also=("identity.form.axb", "identity.form.quadratic"),
    tags=("quadratic form", "a^T X a", "outer product"),
)
