"""The trace of the inverse of a sum."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.inv.trace_shift",
    title="Trace of (X + A)^-1",
    summary="The trace of the inverse of a matrix plus a constant one.",
    function="trace(inv(X + A))",
    operands="X:(n,n); A:(n,n)",
    derivative={"grad[X]": "-(inv(X + A) @ inv(X + A)).T"},
    conditions="The sum X + A is invertible; X and A themselves need not be.",
    why=(
        "With `Y = inv(X + A)` we have `dY = -Y @ dX @ Y`, and under the trace the factors turn "
        "round: `d trace(Y) = -trace(Y @ Y @ dX)`. The gradient is minus the transposed square "
        "of `Y`."
    ),
    pitfalls="The inverse of a sum is not the sum of the inverses.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, -1.0], [1.0, 4.0]], "A": [[1.0, 2.0], [-1.0, 0.0]]},
            value=0.75,
            gradients={"X": [[-0.25, 0.0], [0.09375, -0.0625]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular sum",
            operands={"X": [[1.0, 1.0], [2.0, 3.0]], "A": [[0.0, 1.0], [0.0, 1.0]]},
            raises="SingularMatrixError",
            why="The sum has no inverse, although `X` has one.",
        ),
    ),
    references=("Matrix Cookbook, equation 64",),
    see_also=("linalg.inv", "identity.inv.trace_axb", "identity.inv.woodbury"),
    tags=("trace of an inverse", "resolvent"),
)
