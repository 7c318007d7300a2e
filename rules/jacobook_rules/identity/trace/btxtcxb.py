"""The trace of a quadratic form of a linear image."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.btxtcxb",
    title="Trace of B^T X^T C X B",
    summary="A quadratic form of a matrix times a constant one, summed over columns.",
    function="trace(B.T @ X.T @ C @ X @ B)",
    operands="X:(m,n); B:(n,p); C:(m,m)",
    derivative={"grad[X]": "C.T @ X @ B @ B.T + C @ X @ B @ B.T"},
    why=(
        "With `Z = X @ B` this is `trace(Z.T @ C @ Z)`, whose gradient in `Z` is "
        "`C.T @ Z + C @ Z`. As `dZ = dX @ B`, the cotangent of `X` is that gradient times `B.T`."
    ),
    pitfalls="For a symmetric `C` the two terms join to `2 * C @ X @ B @ B.T`.",
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [-1.0, 0.0]],
                "B": [[1.0], [2.0]],
                "C": [[1.0, 0.0, 2.0], [1.0, 1.0, 0.0], [0.0, 0.0, 3.0]],
            },
            value=32.0,
            gradients={"X": [[10.0, 20.0], [9.0, 18.0], [4.0, 8.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 116",),
    see_also=("identity.trace.xtbx", "identity.trace.xtbxc"),
    tags=("quadratic form", "trace of a quadratic form"),
)
