"""The trace of a product with a constant matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xa",
    title="Trace of X A",
    summary="The trace of a matrix times a constant one: the general linear function of a matrix.",
    function="trace(X @ A)",
    operands="X:(m,n); A:(n,m)",
    derivative={"grad[X]": "A.T"},
    why=(
        "The trace is `sum(X * A.T)`: entry (i, j) of `X` meets entry (j, i) of `A` and no other. "
        "So the slope in `X[i, j]` is `A[j, i]`."
    ),
    pitfalls=(
        "The gradient has the shape of `X`, so it is `A.T`. In numerator layout, which Wikipedia's "
        "tables also list, the answer reads `A`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0, 0.0], [0.0, -1.0, 3.0]],
                "A": [[1.0, 4.0], [2.0, 0.0], [-1.0, 5.0]],
            },
            value=20.0,
            gradients={"X": [[1.0, 2.0, -1.0], [4.0, 0.0, 5.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 100", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.trace.product_sum", "identity.trace.xta", "linalg.trace"),
    tags=("trace of a product", "linear function of a matrix"),
)
