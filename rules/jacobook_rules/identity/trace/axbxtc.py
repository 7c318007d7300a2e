"""The trace of a quadratic form between two constant matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.axbxtc",
    title="Trace of A X B X^T C",
    summary="The trace of a quadratic form of a matrix between two constant ones.",
    function="trace(A @ X @ B @ X.T @ C)",
    operands="A:(p,m); X:(m,n); B:(n,n); C:(m,p)",
    derivative={"grad[X]": "A.T @ C.T @ X @ B.T + C @ A @ X @ B"},
    why=(
        "Turn `C` to the front: only the product `C @ A` counts. `trace((B @ X.T @ C @ A) @ dX)` "
        "has the gradient `A.T @ C.T @ X @ B.T`. The other term is "
        "`trace(dX.T @ (C @ A @ X @ B))`, with the gradient `C @ A @ X @ B`."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0]],
                "X": [[1.0, 0.0, 2.0], [0.0, 1.0, 0.0]],
                "B": [[1.0, 0.0, 1.0], [0.0, 2.0, 0.0], [0.0, 0.0, 1.0]],
                "C": [[1.0], [-1.0]],
            },
            value=3.0,
            gradients={"X": [[4.0, 2.0, 5.0], [5.0, -8.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 118", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.trace.xbxt", "identity.trace.xtbxc", "identity.trace.cyclic"),
    tags=("quadratic form", "trace of a quadratic form"),
)
