"""The trace of a power times a constant matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.axk",
    title="Trace of A X^p",
    summary="The trace of a matrix power times a constant matrix.",
    function="trace(A @ matrix_power(X, 3))",
    operands="A:(n,n); X:(n,n)",
    derivative={
        "grad[X]": (
            "(A @ X @ X + X @ A @ X + X @ X @ A).T",
            (
                "matrix_power(concatenate([concatenate([X, A], axis=1), "
                "concatenate([zeros((n, n)), X], axis=1)]), 3)[:n, n:].T"
            ),
        )
    },
    conditions="The power 3 stands for any positive whole number `p`.",
    why=(
        "The product rule puts `dX` in the place of one factor after the other. Turned round in "
        "a circle, the term with `r` factors behind `dX` is the trace of "
        "`matrix_power(X, r) @ A @ matrix_power(X, p - 1 - r) @ dX`. The gradient is the sum of "
        "what stands before `dX`, for `r` from 0 to `p - 1`, transposed. The same sum fills the "
        "upper right block of power `p` of the block matrix with `X` twice on its diagonal and "
        "`A` above."
    ),
    pitfalls=(
        "The terms join to `p * (A @ matrix_power(X, p - 1)).T` only if `A` and `X` commute."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [3.0, 2.0]], "X": [[1.0, 2.0], [0.0, -1.0]]},
            value=5.0,
            gradients={"X": [[9.0, 3.0], [10.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 122", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("identity.trace.xk", "identity.trace.x2b", "linalg.matrix_power"),
    tags=("matrix power", "block matrix"),
)
