"""The trace of a product in which the variable stands twice."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.axbx",
    title="Trace of A X B X",
    summary="The trace of a product with two equal factors, neither of them transposed.",
    function="trace(A @ X @ B @ X)",
    operands="X:(m,n); A:(n,m); B:(n,m)",
    derivative={"grad[X]": "A.T @ X.T @ B.T + B.T @ X.T @ A.T"},
    conditions="A and B have the shape of the transposed X.",
    why=(
        "Move one `X` at a time. Turned round in a circle, the two terms are "
        "`trace((B @ X @ A) @ dX)` and `trace((A @ X @ B) @ dX)`. Each gradient is the transpose "
        "of what stands before `dX`, and a transposed product has its factors in reverse order."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]],
                "A": [[1.0, 2.0], [0.0, 1.0], [1.0, 0.0]],
                "B": [[0.0, 1.0], [2.0, 0.0], [0.0, -1.0]],
            },
            value=4.0,
            gradients={"X": [[4.0, 8.0, 0.0], [0.0, 4.0, -2.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 114",),
    see_also=("identity.trace.x2b", "identity.trace.axbxtc", "identity.trace.cyclic"),
    tags=("trace of a product",),
)
