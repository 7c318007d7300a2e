"""The trace of a constant matrix times the products of all rows."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.bxxt",
    title="Trace of B X X^T",
    summary="All dot products of two rows of a matrix, weighted by a constant matrix and summed.",
    function="trace(B @ X @ X.T)",
    operands="X:(m,n); B:(m,m)",
    derivative={"grad[X]": "B @ X + B.T @ X", "same": "trace(X @ X.T @ B)"},
    why=(
        "Turn the factors round in a circle: the trace is that of `X.T @ B @ X`. Of the two "
        "terms of the product rule, `trace(B @ dX @ X.T)` has the gradient `B.T @ X`, and "
        "`trace(B @ X @ dX.T)` has the gradient `B @ X`."
    ),
    pitfalls="`2 * B @ X` is right only for a symmetric `B`.",
    vectors=(
        TestVector(
            operands={
                "X": [[2.0, 1.0], [0.0, -1.0], [1.0, 3.0]],
                "B": [[1.0, 0.0, 2.0], [3.0, 1.0, 0.0], [0.0, 0.0, -1.0]],
            },
            value=3.0,
            gradients={"X": [[6.0, 5.0], [6.0, 1.0], [2.0, -4.0]]},
        ),
    ),
    references=("Matrix Cookbook, equations 109 and 110",),
    see_also=("identity.trace.xtbx", "identity.trace.bxtx", "identity.trace.cyclic"),
    tags=("quadratic form", "trace of a quadratic form"),
)
