"""The log-determinant of the Gram matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.logdet.xtx",
    title="Log-determinant of X^T X",
    summary="The logarithm of the squared volume that the columns of a tall matrix span.",
    function="logdet(X.T @ X)",
    operands="X:(m,n) rank",
    derivative={"grad[X]": ("2 * pinv(X).T", "2 * X @ inv(X.T @ X)")},
    conditions="X has full column rank; so it has no more columns than rows.",
    why=(
        "With `M = X.T @ X` we have `d logdet(M) = trace(inv(M) @ dM)`, and "
        "`dM = dX.T @ X + X.T @ dX`. As `M` is symmetric, both terms give the same trace: "
        "`2 * trace(inv(M) @ X.T @ dX)`. For full column rank `inv(M) @ X.T` is `pinv(X)`."
    ),
    pitfalls=(
        "The Cookbook does not state the condition. With dependent columns, or more columns than "
        "rows, `pinv(X)` still exists, but the value is minus infinity and has no gradient."
    ),
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]},
            value=1.0986122886681098,
            gradients={"X": [[4 / 3, -2 / 3], [-2 / 3, 4 / 3], [2 / 3, 2 / 3]]},
        ),
    ),
    special_points=(
        TestVector(
            name="dependent columns",
            operands={"X": [[1.0, 2.0], [2.0, 4.0], [0.0, 0.0]]},
            raises="SingularMatrixError",
            why="The value is minus infinity, and no derivative exists there.",
        ),
    ),
    references=("Matrix Cookbook, equation 55", "Wikipedia, Matrix calculus (scalar-by-matrix)"),
    see_also=("linalg.logdet", "linalg.pinv", "linalg.gram", "identity.logdet.gram_shift"),
    tags=("log determinant", "Gram determinant", "pseudoinverse"),
)
