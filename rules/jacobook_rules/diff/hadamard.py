"""The differential of an element-wise product."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.hadamard",
    title="Product rule for the Hadamard product",
    summary="The scalar product rule, in every entry of a matrix at once.",
    function="f(x) * g(x)",
    operands="x:()",
    functions={
        "f(x) -> (m, n)": "array([[x, 1, x**2], [2, x, 3 * x]])",
        "g(x) -> (m, n)": "array([[x, x, 2], [x**2, 1, x]])",
    },
    derivative={
        "jac[x]": "J(f, x) * g(x) + f(x) * J(g, x)",
        "d": "J(f, x) * dx * g(x) + f(x) * (J(g, x) * dx)",
    },
    conditions="f and g are differentiable at x, and their values have the same shape.",
    why=(
        "Entry `(i, j)` of the product is a product of two numbers, and changes by `dX[i, j] * "
        "Y[i, j] + X[i, j] * dY[i, j]`. All entries together: `d(X * Y) = dX * Y + X * dY`, with "
        "element-wise products throughout."
    ),
    pitfalls=(
        "Element-wise products commute, so `d(X * X) = 2 * X * dX` is right here, though it is "
        "wrong for `X @ X`."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            cotangent=[[1.0, -1.0, 0.0], [2.0, 3.0, 1.0]],
            value=[[4.0, 2.0, 8.0], [8.0, 2.0, 12.0]],
            gradients={"x": 34.0},
        ),
    ),
    references=("Matrix Cookbook, equation 38", "Wikipedia, Matrix calculus (matrix-by-scalar)"),
    see_also=("elementwise.multiply", "diff.product", "diff.kronecker", "scalar.product"),
    tags=("Hadamard product", "product rule", "element-wise product", "differential"),
)
