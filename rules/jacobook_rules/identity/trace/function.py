"""The trace of a matrix function."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.function",
    title="Trace of a matrix function",
    summary="The trace of a function of a matrix, here of its exponential.",
    function="trace(expm(X))",
    operands="X:(n,n)",
    derivative={"grad[X]": "expm(X).T", "d": "trace(expm(X) @ dX)"},
    conditions="In general: the function is analytic at every eigenvalue of X.",
    why=(
        "Let `F(X)` be a power series in `X`, and `f` the derivative of `F` for numbers. By the "
        "rule for `trace(matrix_power(X, p))` each term is differentiated as for numbers, so "
        "`d trace(F(X)) = trace(f(X) @ dX)`, and the gradient is `f(X).T`. The exponential is its "
        "own derivative."
    ),
    pitfalls=(
        "The rule is for functions of the matrix, not for functions of its entries: the gradient "
        "of `trace(exp(X))` is diagonal. The Cookbook asks only that `F` be differentiable in each "
        "entry of `X`, which is not enough. Without the trace, `expm(X) @ dX` is wrong too."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 3.0], [0.0, 0.0]]},
            value=2.0,
            gradients={"X": [[1.0, 0.0], [3.0, 1.0]]},
        ),
    ),
    references=("Matrix Cookbook, section 2.5", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.expm", "identity.trace.xk"),
    tags=("matrix function", "matrix exponential"),
)
