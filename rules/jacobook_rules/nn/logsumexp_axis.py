"""Log-sum-exp of the rows of a matrix."""

from jacobook import TestVector, identity, inf

rule = identity(
    id="nn.logsumexp.axis",
    title="Log-sum-exp along an axis",
    summary="A smooth maximum of every row.",
    function="logsumexp(X, axis=1)",
    operands="X:(m,n)",
    derivative={
        "vjp[X]": "y_bar[:, None] * softmax(X, axis=1)",
        "d": "sum(softmax(X, axis=1) * dX, axis=1)",
        "same": "log(sum(exp(X), axis=1))",
    },
    why=(
        "Each row has one value, whose gradient by the row is its softmax. A cotangent is one "
        "number for each row; `y_bar[:, None]` makes a column of it, which multiplies the rows."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, 0.0], [3.0, 3.0], [0.0, 1000.0]]},
            cotangent=[10.0, 100.0, 5.0],
            value=[0.6931471805599453, 3.6931471805599453, 1000.0],
            gradients={"X": [[5.0, 5.0], [50.0, 50.0], [0.0, 5.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="masked entries",
            operands={"X": [[2.0, -inf], [-inf, -inf]]},
            value=[2.0, -inf],
            gradients={"X": [[1.0, 0.0], [0.5, 0.5]]},
            why="A masked entry has no share; where all are masked, each has an equal one.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("reduce.logsumexp", "nn.softmax.rows", "loss.softmax_cross_entropy.batch"),
    tags=("log-sum-exp", "smooth maximum", "batch"),
)
