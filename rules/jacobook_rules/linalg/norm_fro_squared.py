"""The square of the Frobenius norm."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.norm_fro_squared",
    title="Squared Frobenius norm",
    summary="The sum of all squared entries of a matrix.",
    function="normF(X)**2",
    operands="X:(m,n)",
    derivative={
        "grad[X]": "2 * X",
        "d": "2 * sum(X * dX)",
        "same": "trace(X @ X.T)",
    },
    special_points=(
        TestVector(
            name="zero matrix",
            operands={"X": [[0.0, 0.0], [0.0, 0.0]]},
            value=0.0,
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The square removes the kink of the norm.",
        ),
    ),
    why=(
        "It is the sum of the squares of all entries, so the slope in `X[i, j]` is `2 * X[i, j]`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, 0.0], [-2.0, 4.0, 0.0]]},
            value=25.0,
            gradients={"X": [[2.0, 4.0, 0.0], [-4.0, 8.0, 0.0]]},
        ),
    ),
    references=("Matrix Cookbook, equations 115 and 132",),
    see_also=("linalg.norm_fro", "linalg.inner_matrix"),
)
