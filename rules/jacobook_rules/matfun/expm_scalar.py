"""The matrix exponential of a growing multiple."""

from jacobook import TestVector, identity

rule = identity(
    id="matfun.expm.scalar",
    title="Derivative of exp(t A) in t",
    summary="The flow of a linear system of differential equations, differentiated by time.",
    function="expm(t * A)",
    operands="t:(); A:(n,n)",
    result="Y",
    derivative={"jac[t]": ("A @ expm(t * A)", "expm(t * A) @ A")},
    why=(
        "Differentiate the series of `exp(t A)` term by term: each term loses one power of `t` and "
        "keeps one factor `A` in front. `A` commutes with its own powers, so it may stand on "
        "either side. Hence `expm(t * A) @ x` solves the equation `x' = A x`."
    ),
    vectors=(
        TestVector(
            operands={"t": 2.0, "A": [[0.0, 3.0], [0.0, 0.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 6.0], [0.0, 1.0]],
            gradients={"t": 30.0},
        ),
    ),
    references=("Matrix Cookbook, equation 500", "Wikipedia, Matrix calculus (matrix-by-scalar)"),
    see_also=("linalg.expm", "matfun.expm.trace_scalar"),
    tags=("linear differential equation", "matrix exponential"),
)
