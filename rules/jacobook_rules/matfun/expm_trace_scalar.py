"""The trace of the matrix exponential of a growing multiple."""

from jacobook import TestVector, identity

rule = identity(
    id="matfun.expm.trace_scalar",
    title="Derivative of Tr exp(t A) in t",
    summary="The trace of the flow of a linear system, differentiated by time.",
    function="trace(expm(t * A))",
    operands="t:(); A:(n,n)",
    derivative={"elem[t]": "trace(A @ expm(t * A))"},
    why="The trace is linear, and `exp(t A)` has the derivative `A @ expm(t * A)`.",
    vectors=(
        TestVector(
            operands={"t": 0.5, "A": [[2.0, 1.0], [0.0, 0.0]]},
            value=3.718281828459045,
            gradients={"t": 5.43656365691809},
        ),
    ),
    references=(
        "Matrix Cookbook, equation 501",
        "Wikipedia, Matrix calculus (scalar-by-scalar with matrices)",
    ),
    see_also=("matfun.expm.scalar", "linalg.expm", "linalg.trace"),
)
