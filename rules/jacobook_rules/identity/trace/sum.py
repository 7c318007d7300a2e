"""The trace of a sum."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.sum",
    title="Trace of a sum",
    summary="The trace is linear, so the gradients of the terms add up and constants come along.",
    function="trace(X @ A + a * B @ X)",
    operands="X:(n,n); A:(n,n); B:(n,n); a:()",
    derivative={"grad[X]": "A.T + a * B.T"},
    why=(
        "The trace of a sum is the sum of the traces, and a constant factor comes out: "
        "`trace(X @ A) + a * trace(B @ X)`. The same holds for any `U(X)` and `V(X)` in the places "
        "of `X @ A` and `B @ X`. Here the terms have the gradients `A.T` and `B.T`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 1.0], [0.0, 2.0]],
                "A": [[1.0, 2.0], [0.0, 3.0]],
                "B": [[1.0, 0.0], [4.0, 1.0]],
                "a": 2.0,
            },
            value=21.0,
            gradients={"X": [[3.0, 8.0], [2.0, 5.0]]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (scalar-by-matrix)",),
    see_also=("linalg.trace", "identity.trace.xa", "scalar.sum", "scalar.multiple"),
    tags=("linearity of the trace", "sum rule"),
)
