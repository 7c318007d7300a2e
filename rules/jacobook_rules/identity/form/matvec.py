"""A matrix times a vector."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.matvec",
    title="Matrix times vector",
    summary="The Jacobian of a matrix times a vector is the matrix itself.",
    function="A @ x",
    operands="A:(m,n); x:(n)",
    derivative={
        "jac[x]": "A",
        "vjp[x]": "A.T @ y_bar",
        "vjp[A]": "outer(y_bar, x)",
        "d": "dA @ x + A @ dx",
    },
    why=(
        "Entry `i` of the result is row `i` of `A` times `x`, so its slope in `x[j]` is "
        "`A[i, j]`. Pulling a cotangent back multiplies by the transposed matrix. Entry "
        "`A[i, j]` adds `x[j]` to entry `i` of the result alone, so it collects "
        "`y_bar[i] * x[j]`."
    ),
    pitfalls="In denominator layout the Jacobian is printed as the transposed matrix.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0, 0.0], [3.0, -1.0, 4.0]], "x": [2.0, 1.0, -1.0]},
            cotangent=[1.0, 2.0],
            value=[4.0, 1.0],
            gradients={"A": [[2.0, 1.0, -1.0], [4.0, 2.0, -2.0]], "x": [7.0, 0.0, 8.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (vector-by-vector)",),
    see_also=("linalg.matmul", "identity.form.vecmat", "structural.jacobian"),
    tags=("linear map", "A x", "linear layer", "Jacobian of a linear map"),
)
