"""A bilinear form of X^T D X."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.bxtdxc",
    title="Bilinear form b . X^T D X c",
    summary="Two outer products: one for each place where the matrix stands.",
    function="b @ X.T @ D @ X @ c",
    operands="X:(m,n); D:(m,m); b:(n); c:(n)",
    derivative={"grad[X]": "outer(D.T @ X @ b, c) + outer(D @ X @ c, b)"},
    why=(
        "The value is `u @ D @ v` with `u = X @ b` and `v = X @ c`. Its gradient is `D @ v` by "
        "`u` and `D.T @ u` by `v`. A product `X @ b` passes a gradient on to `X` as its outer "
        "product with `b`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "D": [[1.0, 2.0], [0.0, 1.0]],
                "b": [2.0, 1.0, 0.0],
                "c": [1.0, 0.0, 1.0],
            },
            value=33.0,
            gradients={"X": [[20.0, 9.0, 2.0], [15.0, 3.0, 9.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 82", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.form.bxtxc", "identity.form.affine_matrix", "identity.form.axb"),
    tags=("bilinear form", "b^T X^T D X c", "outer product"),
)
