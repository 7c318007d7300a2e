"""The trace of a product of three matrices, the variable in the middle."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.axb",
    title="Trace of A X B",
    summary="The trace of a matrix between two constant ones.",
    function="trace(A @ X @ B)",
    operands="A:(p,m); X:(m,n); B:(n,p)",
    derivative={"grad[X]": "A.T @ B.T"},
    why=(
        "Turn the factors round in a circle: `trace(A @ X @ B) = trace(X @ (B @ A))`. That is "
        "linear in `X`, and the gradient is the transpose of the other factor: "
        "`(B @ A).T = A.T @ B.T`."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0]],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0], [4.0], [5.0]],
            },
            value=9.0,
            gradients={"X": [[1.0, 4.0, 5.0], [2.0, 8.0, 10.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 101", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.trace.xa", "identity.trace.cyclic", "identity.trace.axtb", "linalg.axb"),
    tags=("trace of a product",),
)
