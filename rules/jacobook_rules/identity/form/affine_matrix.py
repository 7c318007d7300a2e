"""A quadratic form of an affine map, by the matrix of the map."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.affine_matrix",
    title="Quadratic form of an affine map, by its matrix",
    summary=(
        "The gradient of the outer form, times the vector which the matrix was multiplied with."
    ),
    function="(X @ b + c) @ D @ (X @ b + c)",
    operands="X:(m,n); b:(n); c:(m); D:(m,m)",
    derivative={"grad[X]": "(D + D.T) @ outer(X @ b + c, b)"},
    why=(
        "With `u = X @ b + c` the value is `u @ D @ u`, whose gradient is `(D + D.T) @ u`. "
        "Entry `u[i]` moves with `X[i, j]` at the rate `b[j]`, so the gradient by `X` is the "
        "outer product of that with `b`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "b": [1.0, 1.0, -1.0],
                "c": [3.0, -1.0],
                "D": [[1.0, 2.0], [0.0, 3.0]],
            },
            value=11.0,
            gradients={"X": [[6.0, 6.0, -6.0], [10.0, 10.0, -10.0]], "c": [6.0, 10.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 83", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.form.quadratic", "identity.form.wls_matrix", "identity.form.bxtdxc"),
    tags=("affine map", "quadratic form"),
)
