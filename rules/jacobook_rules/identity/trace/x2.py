"""The trace of a square."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.x2",
    title="Trace of X^2",
    summary="The trace of a matrix times itself.",
    function="trace(X @ X)",
    operands="X:(n,n)",
    derivative={"grad[X]": "2 * X.T"},
    why=(
        "The product rule gives `trace(dX @ X) + trace(X @ dX)`, and both terms are equal: the "
        "factors under a trace turn round. `2 * trace(X @ dX)` has the gradient `2 * X.T`."
    ),
    pitfalls=(
        "The gradient is `2 * X.T`, not `2 * X`: the trace is the sum of all `X[i, j] * X[j, i]`, "
        "so an entry meets its mirror image. `2 * X` belongs to `trace(X.T @ X)`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            value=29.0,
            gradients={"X": [[2.0, 6.0], [4.0, 8.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 106",),
    see_also=("identity.trace.xtx", "identity.trace.xk", "identity.trace.x2b"),
    tags=("trace of a square",),
)
