"""The trace of a product of three matrices, the variable transposed in the middle."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.axtb",
    title="Trace of A X^T B",
    summary="The trace of a transposed matrix between two constant ones.",
    function="trace(A @ X.T @ B)",
    operands="A:(p,n); X:(m,n); B:(m,p)",
    derivative={"grad[X]": "B @ A"},
    why=(
        "Turn the factors round in a circle: `trace(A @ X.T @ B) = trace(X.T @ (B @ A))`, which "
        "is `sum(X * (B @ A))`. So the gradient is `B @ A`, with no transpose left."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[3.0, 1.0]],
                "X": [[1.0, 0.0], [2.0, 1.0], [0.0, -1.0]],
                "B": [[1.0], [2.0], [-1.0]],
            },
            value=18.0,
            gradients={"X": [[3.0, 1.0], [6.0, 2.0], [-3.0, -1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 102",),
    see_also=("identity.trace.axb", "identity.trace.xta", "identity.trace.cyclic"),
    tags=("trace of a product",),
)
