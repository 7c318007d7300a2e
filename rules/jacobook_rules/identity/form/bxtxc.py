"""A bilinear form of a Gram matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.bxtxc",
    title="Bilinear form b . X^T X c",
    summary=(
        "The matrix is multiplied by the two outer products of the vectors, one in each order."
    ),
    function="b @ X.T @ X @ c",
    operands="X:(m,n); b:(n); c:(n)",
    derivative={"grad[X]": "X @ (outer(b, c) + outer(c, b))"},
    why=(
        "The value is the dot product of `X @ b` and `X @ c`. Moving `X` in the second factor "
        "gives the gradient `outer(X @ b, c)`, and moving it in the first gives "
        "`outer(X @ c, b)`. Both have `X` on the left."
    ),
    pitfalls=(
        "For `b` equal to `c` this is the squared norm of `X @ b`, with the gradient "
        "`2 * outer(X @ b, b)`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "b": [2.0, 1.0, 0.0],
                "c": [1.0, 0.0, 1.0],
            },
            value=21.0,
            gradients={
                "X": [[8.0, 3.0, 2.0], [11.0, 3.0, 5.0]],
                "b": [12.0, -3.0, 6.0],
                "c": [17.0, -5.0, 4.0],
            },
        ),
    ),
    references=("Matrix Cookbook, equation 77",),
    see_also=("linalg.gram", "identity.form.bxtdxc", "identity.form.axb"),
    tags=("Gram matrix", "b^T X^T X c", "bilinear form"),
)
