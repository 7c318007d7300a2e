"""The covariance of two samples."""

from jacobook import TestVector, identity

rule = identity(
    id="stat.covariance_scalar",
    title="Covariance of two samples",
    summary="The mean product of the distances of paired values from their means.",
    function="mean((x - mean(x)) * (y - mean(y)))",
    operands="x:(n); y:(n)",
    result="c",
    derivative={
        "grad[x]": "(y - mean(y)) / n",
        "grad[y]": "(x - mean(x)) / n",
        "same": ("mean(x * (y - mean(y)))", "mean(x * y) - mean(x) * mean(y)"),
    },
    why=(
        "Centering one of the samples is enough, because centred values sum to zero: the "
        "covariance is `mean(x * (y - mean(y)))`. That is linear in `x`, and the gradient is its "
        "factor."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 6.0], "y": [4.0, 0.0, 5.0]},
            value=7 / 3,
            gradients={"x": [1 / 3, -1.0, 2 / 3], "y": [-2 / 3, -1 / 3, 1.0]},
        ),
    ),
    references=("Standard, product rule",),
    see_also=("stat.covariance_matrix", "stat.correlation", "stat.cov"),
    tags=("covariance",),
)
