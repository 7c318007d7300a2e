"""The differential of a Kronecker product."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.kronecker",
    title="Product rule for the Kronecker product",
    summary="Each of the two factors changes in turn, and the order is kept.",
    function="kron(f(x), g(x))",
    operands="x:()",
    functions={
        "f(x) -> (m, n)": "array([[x, x**2]])",
        "g(x) -> (p, q)": "array([[3], [x]])",
    },
    derivative={
        "jac[x]": "kron(J(f, x), g(x)) + kron(f(x), J(g, x))",
        "d": "kron(J(f, x) * dx, g(x)) + kron(f(x), J(g, x) * dx)",
    },
    conditions="f and g are differentiable at x.",
    why=(
        "Every entry of `kron(X, Y)` is one entry of `X` times one entry of `Y`, so the "
        "product is linear in each factor. A small change of both gives `d kron(X, Y) = kron(dX, "
        "Y) + kron(X, dY)`, and a term with both changes, which is of second order."
    ),
    pitfalls="`kron(X, Y)` and `kron(Y, X)` have the same entries at different places.",
    vectors=(
        TestVector(
            operands={"x": 2.0},
            cotangent=[[1.0, 0.0], [-1.0, 2.0]],
            value=[[6.0, 12.0], [4.0, 8.0]],
            gradients={"x": 23.0},
        ),
    ),
    references=("Matrix Cookbook, equation 39", "Wikipedia, Matrix calculus (matrix-by-scalar)"),
    see_also=("linalg.kron", "diff.product", "diff.hadamard"),
    tags=("Kronecker product", "product rule", "differential"),
)
