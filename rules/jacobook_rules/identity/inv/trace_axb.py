"""The trace of an inverse between two constant matrices."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.inv.trace_axb",
    title="Trace of A X^-1 B",
    summary="The trace of an inverse between two constant matrices.",
    function="trace(A @ inv(X) @ B)",
    operands="X:(n,n) inv; A:(p,n); B:(n,p)",
    derivative={
        "grad[X]": (
            "-(inv(X) @ B @ A @ inv(X)).T",
            "-inv(X).T @ A.T @ B.T @ inv(X).T",
        )
    },
    conditions="X is invertible.",
    why=(
        "`d inv(X) = -inv(X) @ dX @ inv(X)`. Turned round in a circle, the change of the trace is "
        "`-trace((inv(X) @ B @ A @ inv(X)) @ dX)`, and the gradient is the transpose of what "
        "stands before `dX`."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[2.0, 1.0], [0.0, 4.0]],
                "A": [[1.0, 0.0], [0.0, 2.0], [1.0, 1.0]],
                "B": [[2.0, 0.0, 4.0], [0.0, 4.0, 8.0]],
            },
            value=6.0,
            gradients={"X": [[-1.0, -1.0], [0.25, -0.75]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]], "A": [[1.0, 2.0]], "B": [[3.0], [8.0]]},
            raises="SingularMatrixError",
            why="A singular matrix has no inverse.",
        ),
    ),
    references=(
        "Matrix Cookbook, equations 63 and 124",
        "Wikipedia, Matrix calculus (scalar-by-matrix)",
    ),
    see_also=("linalg.inv", "identity.inv.axb", "identity.trace.axb"),
    tags=("trace of an inverse",),
)
