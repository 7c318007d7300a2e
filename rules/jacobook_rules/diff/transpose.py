"""The differential of a transpose."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.transpose",
    title="Transpose and differential commute",
    summary="The derivative of a transposed matrix is the transposed derivative.",
    function="f(x).T",
    operands="x:()",
    functions={"f(x) -> (m, n)": "array([[x, x**2, 3], [2 * x, 1, x**3]])"},
    derivative={"jac[x]": "J(f, x).T", "d": "(J(f, x) * dx).T"},
    conditions="f is differentiable at x.",
    why=(
        "A transpose only moves entries to other places, and each entry takes its change along: "
        "`d(X.T) = dX.T`. With the product rule, `d(X.T @ X) = dX.T @ X + X.T @ dX`, the sum "
        "of a matrix and its transpose."
    ),
    pitfalls=(
        "This is the derivative by a scalar. By the matrix itself, `X.T` has a derivative of four "
        "indices, and the commutation matrix appears when it is flattened."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            cotangent=[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]],
            value=[[2.0, 4.0], [4.0, 1.0], [3.0, 8.0]],
            gradients={"x": 89.0},
        ),
    ),
    references=("Matrix Cookbook, equation 44", "Wikipedia, Matrix calculus (vector-by-scalar)"),
    see_also=("array.transpose", "diff.trace", "diff.product", "linalg.gram"),
    tags=("differential of a transpose", "d(X^T)", "calculating with differentials"),
)
