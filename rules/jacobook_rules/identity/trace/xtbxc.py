"""The general quadratic form of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xtbxc",
    title="Trace of X^T B X C",
    summary="A quadratic form of a matrix with one weight for its rows and one for its columns.",
    function="trace(X.T @ B @ X @ C)",
    operands="X:(m,n); B:(m,m); C:(n,n)",
    derivative={"grad[X]": "B @ X @ C + B.T @ X @ C.T"},
    why=(
        "Move one `X` at a time. `trace(dX.T @ (B @ X @ C))` has the gradient `B @ X @ C`. "
        "`trace(X.T @ B @ dX @ C)` turns round to `trace((C @ X.T @ B) @ dX)`, with the gradient "
        "`B.T @ X @ C.T`."
    ),
    pitfalls=(
        "Both weights are transposed in the second term, so symmetric `B` and `C` give "
        "`2 * B @ X @ C`. One symmetric weight alone is not enough."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0, 0.0], [0.0, -1.0, 1.0]],
                "B": [[1.0, 2.0], [0.0, 1.0]],
                "C": [[1.0, 0.0, 0.0], [1.0, 0.0, 2.0], [0.0, 1.0, 0.0]],
            },
            value=2.0,
            gradients={"X": [[2.0, 3.0, 2.0], [1.0, 5.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 117",),
    see_also=("identity.trace.xtbx", "identity.trace.xbxt", "identity.trace.axbxtc"),
    tags=("quadratic form", "trace of a quadratic form"),
)
