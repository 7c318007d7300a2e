"""A bilinear form of two functions of one vector."""

from jacobook import TestVector, structural

rule = structural(
    id="structural.product.bilinear",
    title="Bilinear form of two functions of one vector",
    summary="A product rule with a matrix in the middle; it arrives transposed on one side.",
    function="u(x) @ A @ v(x)",
    operands="x:(n); A:(p,q)",
    functions={
        "u(x) -> (p)": "array([x[0] * x[1], x[0]])",
        "v(x) -> (q)": "array([x[1], x[0]**2, x[0] + x[1]])",
    },
    sizes={"n": 2, "p": 2, "q": 3},
    derivative={
        "grad[x]": "J(v, x).T @ A.T @ u(x) + J(u, x).T @ A @ v(x)",
        "grad[A]": "outer(u(x), v(x))",
    },
    conditions="u and v are differentiable at x; A does not depend on x.",
    why=(
        "Hold `u(x)` fixed: the form is the dot product of `A.T @ u(x)` with `v(x)`, and its "
        "gradient is `J(v, x).T` times the constant vector. Hold `v(x)` fixed: now `A @ v(x)` is "
        "the constant vector. The two gradients add up. With `u(x) = v(x) = x` this is the "
        "gradient of the quadratic form, `(A + A.T) @ x`."
    ),
    pitfalls=(
        "Multiply from the right, `J(v, x).T @ (A.T @ u(x))`: a product of two matrices first "
        "costs far more than two matrix-vector products."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0], "A": [[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]},
            value=12.0,
            gradients={"x": [4.0, 22.0], "A": [[2.0, 8.0, 6.0], [2.0, 8.0, 6.0]]},
        ),
    ),
    references=(
        "Wikipedia, Matrix calculus (scalar-by-vector)",
        "Matrix Cookbook, equation 93",
    ),
    see_also=("structural.product.dot", "identity.form.quadratic", "identity.form.axb"),
    tags=("bilinear form", "product rule", "quadratic form"),
)
