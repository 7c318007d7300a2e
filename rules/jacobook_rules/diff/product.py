"""The differential of a matrix product."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.product",
    title="Product rule for matrices",
    summary="Each factor changes in turn, at its own place in the product.",
    function="f(x) @ g(x)",
    operands="x:()",
    functions={
        "f(x) -> (m, k)": "array([[x, 1], [0, x**2]])",
        "g(x) -> (k, n)": "array([[1, x, 0], [x, 0, 1]])",
    },
    derivative={
        "jac[x]": "J(f, x) @ g(x) + f(x) @ J(g, x)",
        "d": "(J(f, x) * dx) @ g(x) + f(x) @ (J(g, x) * dx)",
    },
    conditions="f and g are differentiable at x.",
    why=(
        "Multiply out `(X + dX) @ (Y + dY)` and subtract `X @ Y`. What is linear in the changes "
        "is `d(X @ Y) = dX @ Y + X @ dY`; the last term `dX @ dY` is of second order and is "
        "dropped. With `dX = J(f, x) * dx` and `dY = J(g, x) * dx`, dividing by `dx` gives the "
        "derivative. Longer products have one term for each factor."
    ),
    pitfalls=(
        "Matrices do not commute, so a differential stays where its factor stood: `d(X @ X)` is "
        "`dX @ X + X @ dX`, and not `2 * X @ dX`."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            cotangent=[[1.0, 2.0, 7.0], [-1.0, 5.0, 3.0]],
            value=[[4.0, 4.0, 1.0], [8.0, 0.0, 4.0]],
            gradients={"x": 10.0},
        ),
    ),
    references=("Matrix Cookbook, equation 37", "Wikipedia, Matrix calculus (matrix-by-scalar)"),
    see_also=("linalg.matmul", "diff.two_sided", "diff.hadamard", "diff.inverse"),
    tags=("product rule", "differential of a product", "d(XY)", "calculating with differentials"),
)
