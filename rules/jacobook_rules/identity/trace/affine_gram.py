"""The squares of an affine image."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.trace.affine_gram",
    title="Trace of (A X B + C)(A X B + C)^T",
    summary="The sum of the squared entries of an affine function of a matrix.",
    function="trace((A @ X @ B + C) @ (A @ X @ B + C).T)",
    operands="A:(p,m); X:(m,n); B:(n,q); C:(p,q)",
    derivative={
        "grad[X]": "2 * A.T @ (A @ X @ B + C) @ B.T",
        "same": "sum((A @ X @ B + C)**2)",
    },
    why=(
        "With `R = A @ X @ B + C` this is the sum of the squares of all entries of `R`, whose "
        "gradient in `R` is `2 * R`. As `dR = A @ dX @ B`, the pullback puts `A.T` before and "
        "`B.T` behind."
    ),
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0]],
                "X": [[1.0, 0.0, 2.0], [3.0, -1.0, 0.0]],
                "B": [[1.0, 0.0], [0.0, 1.0], [1.0, 0.0]],
                "C": [[1.0, 3.0]],
            },
            value=101.0,
            gradients={"X": [[20.0, 2.0, 20.0], [40.0, 4.0, 40.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 119",),
    see_also=("identity.trace.xtx", "linalg.axb", "linalg.norm_fro_squared"),
    tags=("least squares", "sum of squares", "matrix equation"),
)
