"""The trace of a square times a constant matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.x2b",
    title="Trace of X^2 B",
    summary="The trace of a squared matrix times a constant one.",
    function="trace(X @ X @ B)",
    operands="X:(n,n); B:(n,n)",
    derivative={"grad[X]": "(X @ B + B @ X).T"},
    why=(
        "The product rule gives `trace(dX @ X @ B) + trace(X @ dX @ B)`. Turn the factors until "
        "`dX` stands last: `trace((X @ B + B @ X) @ dX)`. The gradient is the transpose of what "
        "stands before `dX`."
    ),
    pitfalls=(
        "The two terms join to `2 * (X @ B).T` only if `X` and `B` commute; `B = eye(n)` gives "
        "back `2 * X.T`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, 3.0]], "B": [[1.0, 0.0], [4.0, 2.0]]},
            value=51.0,
            gradients={"X": [[10.0, 16.0], [6.0, 20.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 107",),
    see_also=("identity.trace.x2", "identity.trace.axbx", "identity.trace.axk"),
    tags=("trace of a square",),
)
