"""Weighted least squares, by the matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.wls_matrix",
    title="Weighted least squares in the matrix",
    summary="The outer product of the weighted residual with the parameters, times minus two.",
    function="(x - A @ s) @ W @ (x - A @ s)",
    operands="x:(m); A:(m,n); s:(n); W:(m,m) sym",
    derivative={"grad[A]": "-2 * outer(W @ (x - A @ s), s)"},
    conditions="W is symmetric.",
    why=(
        "The gradient by the residual is `2 * W @ (x - A @ s)`. Entry `i` of the residual moves "
        "with `A[i, j]` at the rate `-s[j]`, and with no other entry of `A` in column `j`."
    ),
    vectors=(
        TestVector(
            operands={
                "x": [2.0, 3.0, 3.0],
                "A": [[1.0, 0.0], [1.0, 1.0], [0.0, 2.0]],
                "s": [1.0, 2.0],
                "W": [[2.0, 1.0, 0.0], [1.0, 3.0, 0.0], [0.0, 0.0, 1.0]],
            },
            value=3.0,
            gradients={"A": [[-4.0, -8.0], [-2.0, -4.0], [2.0, 4.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 88",),
    see_also=("identity.form.wls_s", "identity.form.wls_x", "identity.form.affine_matrix"),
    tags=("weighted least squares", "dictionary learning", "outer product"),
)
