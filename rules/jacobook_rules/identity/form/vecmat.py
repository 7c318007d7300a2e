"""A vector times a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.vecmat",
    title="Vector times matrix",
    summary="The Jacobian of a row vector times a matrix is the transposed matrix.",
    function="x @ A",
    operands="A:(m,n); x:(m)",
    derivative={
        "jac[x]": "A.T",
        "vjp[x]": "A @ y_bar",
        "vjp[A]": "outer(x, y_bar)",
        "d": "dx @ A + x @ dA",
    },
    why=(
        "Entry `j` of the result is `x` times column `j` of `A`, so its slope in `x[i]` is "
        "`A[i, j]`. The Jacobian has a row for each entry of the result, which makes it the "
        "transpose of `A`. Everything else follows from `x @ A = A.T @ x`."
    ),
    pitfalls="In denominator layout the Jacobian is printed as `A`, without the transpose.",
    vectors=(
        TestVector(
            operands={"A": [[1.0, 2.0, 0.0], [3.0, -1.0, 4.0]], "x": [2.0, -1.0]},
            cotangent=[1.0, 0.0, 2.0],
            value=[-1.0, 5.0, -4.0],
            gradients={"A": [[2.0, 0.0, 4.0], [-1.0, 0.0, -2.0]], "x": [1.0, 11.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (vector-by-vector)",),
    see_also=("linalg.matmul", "identity.form.matvec", "structural.layout.convert"),
    tags=("row vector", "x^T A", "linear map"),
)
