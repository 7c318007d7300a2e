"""The square of a sum."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.form.sum_squared",
    title="Square of the sum of all entries",
    summary="Every entry of a matrix has the same slope: twice the sum.",
    function="sum(X)**2",
    operands="X:(m,n)",
    derivative={"grad[X]": "2 * sum(X) * ones((m, n))", "same": "ones(m) @ X @ ones(n) * sum(X)"},
    why=(
        "The square has the slope `2 * sum(X)` in the sum, and the sum has the slope 1 in each "
        "entry."
    ),
    pitfalls="This is the square of a sum; the sum of squares has the gradient `2 * X`.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0, -1.0], [0.0, 3.0, 2.0]]},
            value=49.0,
            gradients={"X": [[14.0, 14.0, 14.0], [14.0, 14.0, 14.0]]},
        ),
    ),
    references=("Matrix Cookbook, equation 76",),
    see_also=("reduce.sum_all", "reduce.sum_squares"),
    tags=("squared sum", "sum of all entries"),
)
