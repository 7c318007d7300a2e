"""A scalar function of a matrix that depends on a scalar."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.composition",
    title="Chain rule from a scalar through a matrix to a scalar",
    summary="The gradient by the matrix and the velocity of the matrix, entry by entry, summed.",
    function="g(f(x))",
    operands="x:()",
    functions={
        "f(x) -> (m, n)": "array([[x, 1, x**2], [2, x, 0]])",
        "g(U)": "sum(U**2)",
    },
    derivative={
        "elem[x]": ("trace(J(g, f(x)).T @ J(f, x))", "sum(J(g, f(x)) * J(f, x))"),
        "d": "trace(J(g, f(x)).T @ (J(f, x) * dx))",
    },
    conditions="f is differentiable at x, and g at f(x).",
    why=(
        "Every entry of `U = f(x)` is a path from `x` to the result, and each contributes its "
        "slope times its rate: that is the sum of an element-wise product. The trace of `A.T @ B` "
        "is the same sum, so in differentials `dg = trace(G.T @ dU)`, where `G` is the gradient "
        "by `U`."
    ),
    pitfalls=(
        "In numerator layout the derivative by a matrix is the transpose of this gradient, and "
        "the transpose sign in the trace is absent. In numbers use the sum: it needs m n products, "
        "where the matrix product needs m n n."
    ),
    vectors=(TestVector(operands={"x": 2.0}, value=29.0, gradients={"x": 40.0}),),
    references=("Wikipedia, Matrix calculus (scalar-by-scalar with matrices)",),
    see_also=("structural.chain.scalar_vector_scalar", "structural.chain.matrix", "diff.trace"),
    tags=("chain rule", "Frobenius inner product", "trace form", "matrix function of a scalar"),
)
