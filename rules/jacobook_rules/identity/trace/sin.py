"""The trace of the sine of a matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.sin",
    title="Tr(sin X)",
    summary="The trace of the sine of a matrix.",
    function="trace(sinm(X))",
    operands="X:(n,n)",
    derivative={"grad[X]": "cosm(X).T"},
    why=(
        "In the trace of a product the factors may be moved round, so all places at which `dX` can "
        "stand give the same: under a trace a matrix function has the derivative that numbers "
        "have. `d trace(sinm(X)) = trace(cosm(X) @ dX)`, and the gradient is the transpose."
    ),
    pitfalls="Without the trace this is wrong: `dX` does not commute with `X`.",
    vectors=(
        TestVector(
            operands={"X": [[0.0, 2.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[1.0, 0.0], [0.0, 1.0]]},
        ),
        TestVector(
            name="with a square",
            operands={"X": [[0.0, 1.0], [-2.0, 1.0]]},
            value=1.9275638786504476,
            gradients={
                "X": [
                    [2.080198867797366, 1.2640314458151178],
                    [-0.6320157229075589, 1.448183144889807],
                ]
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Matrix Cookbook, equation 128", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("matfun.sinm", "matfun.cosm", "linalg.trace"),
)
