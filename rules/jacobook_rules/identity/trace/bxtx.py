"""The trace of a constant matrix times the products of all columns."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.bxtx",
    title="Trace of B X^T X",
    summary=(
        "All dot products of two columns of a matrix, weighted by a constant matrix and summed."
    ),
    function="trace(B @ X.T @ X)",
    operands="X:(m,n); B:(n,n)",
    derivative={"grad[X]": "X @ B.T + X @ B", "same": "trace(X.T @ X @ B)"},
    why=(
        "Turn the factors round in a circle: the trace is that of `X @ B @ X.T`. Of the two "
        "terms of the product rule, `trace(B @ X.T @ dX)` has the gradient `X @ B.T`, and "
        "`trace(B @ dX.T @ X)` has the gradient `X @ B`."
    ),
    pitfalls="`2 * X @ B` is right only for a symmetric `B`.",
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, -1.0], [3.0, 0.0]],
                "B": [[2.0, 1.0], [0.0, 1.0]],
            },
            value=27.0,
            gradients={"X": [[6.0, 5.0], [-1.0, -2.0], [12.0, 3.0]]},
        ),
    ),
    references=("Matrix Cookbook, equations 112 and 113",),
    see_also=("identity.trace.xbxt", "identity.trace.bxxt", "linalg.gram"),
    tags=("quadratic form", "trace of a quadratic form"),
)
