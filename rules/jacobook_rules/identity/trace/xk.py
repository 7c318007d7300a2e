"""The trace of a power."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.xk",
    title="Trace of X^p",
    summary="The trace of a matrix multiplied by itself a whole number of times.",
    function="trace(matrix_power(X, p))",
    operands="X:(n,n)",
    sizes={"p": 3},
    derivative={"grad[X]": "p * matrix_power(X, p - 1).T"},
    conditions="`p` is a positive whole number; the checks take 3.",
    why=(
        "The product rule gives `p` terms, each with `dX` in the place of one factor. Under the "
        "trace the factors turn round in a circle until `dX` stands last. Then all terms are "
        "`trace(matrix_power(X, p - 1) @ dX)`."
    ),
    pitfalls=(
        "Without the trace the terms do not join: the slope of the power itself is a sum of "
        "different products."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, 3.0]]},
            value=28.0,
            gradients={"X": [[3.0, 0.0], [24.0, 27.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 121", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.matrix_power", "identity.trace.x2", "identity.trace.function"),
    tags=("matrix power",),
)
