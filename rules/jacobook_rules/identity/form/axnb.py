"""A bilinear form of a matrix power."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.axnb",
    title="Bilinear form a . X^p b",
    summary="One outer product for each factor of the power.",
    function="a @ matrix_power(X, 3) @ b",
    operands="X:(n,n); a:(n); b:(n)",
    derivative={"grad[X]": "outer(a, X @ X @ b) + outer(X.T @ a, X @ b) + outer(X.T @ X.T @ a, b)"},
    conditions="p is a positive integer.",
    why=(
        "Move one of the `p` factors and hold the others. What stands on its left is "
        "`a @ matrix_power(X, r)`, what stands on its right is "
        "`matrix_power(X, p - 1 - r) @ b`. The gradient of such a bilinear form by its matrix "
        "is the outer product of the two vectors, and the terms add up over `r`. The formulas "
        "show `p = 3`."
    ),
    pitfalls="Multiply from the vectors inwards: then no product of two matrices is needed.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, 3.0]], "a": [2.0, 1.0], "b": [1.0, -1.0]},
            value=-77.0,
            gradients={"X": [[-14.0, -26.0], [11.0, -55.0]], "a": [-25.0, -27.0], "b": [2.0, 79.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 91",),
    see_also=("identity.form.power_entry", "linalg.matrix_power", "identity.form.axb"),
    tags=("matrix power", "a^T X^n b", "bilinear form"),
)
