"""Cross entropy of a softmax over a batch."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.softmax_cross_entropy.batch",
    title="Mean cross entropy over a batch of logits",
    summary="The mean cost of rows of scores, each with one right class.",
    function="-mean(sum(T * log_softmax(Z, axis=1), axis=1))",
    operands="Z:(m,n); T:(m,n) onehot",
    result="C",
    derivative={
        "grad[Z]": "(softmax(Z, axis=1) - T) / m",
        "same": "mean(logsumexp(Z, axis=1) - sum(T * Z, axis=1))",
    },
    conditions="Each row of the targets has sum 1.",
    why=(
        "Each row is a loss of its own, with gradient `softmax(z) - t`; no row knows of another. "
        "The mean divides by the number of rows."
    ),
    pitfalls=(
        "The mean is over the rows, not over all entries. A softmax along the wrong axis gives "
        "no error, but another model."
    ),
    vectors=(
        TestVector(
            operands={
                "Z": [[0.0, 0.0], [3.0, 3.0], [1.0, 1.0]],
                "T": [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]],
            },
            value=0.6931471805599453,
            gradients={
                "Z": [
                    [-0.16666666666666666, 0.16666666666666666],
                    [0.16666666666666666, -0.16666666666666666],
                    [0.16666666666666666, -0.16666666666666666],
                ]
            },
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.softmax_cross_entropy", "nn.softmax.rows", "nn.logsumexp.axis"),
    tags=("cross entropy", "mini-batch", "one-hot", "classification"),
)
