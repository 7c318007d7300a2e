"""Multinomial logistic regression."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.softmax_regression",
    title="Softmax regression",
    summary="The cross-entropy of a linear classifier with several classes.",
    function="-sum(T * log_softmax(X @ W, axis=1))",
    operands="X:(m,n); W:(n,k); T:(m,k) prob",
    result="C",
    derivative={"grad[W]": "X.T @ (softmax(X @ W, axis=1) - T)"},
    conditions="Each row of T sums to 1, as one-hot labels do.",
    why=(
        "In the logits of one sample the cost has the slope prediction times the sum of the "
        "labels, less the labels. Their sum is 1, so it is prediction minus label. The model is "
        "linear in `W`, and its transpose carries that back."
    ),
    pitfalls=(
        "If a row of `T` sums to `q`, its prediction counts `q` times. Adding a number to all "
        "columns of `W` changes nothing: without a penalty the weights are not unique."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [3.0, 0.0]],
                "W": [[0.0, 1.0, -1.0], [1.0, 0.0, 0.0]],
                "T": [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]],
            },
            value=6.399957980291185,
            gradients={
                "W": [
                    [-0.15267302163628673, 3.110487095434557, -2.9578140737982702],
                    [-0.5892309746035177, 0.5189929206848382, 0.07023805391867945],
                ]
            },
            source="mpmath, 50 digits",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("optim.logistic", "act.log_softmax", "act.softmax"),
    tags=("multinomial logistic regression", "cross-entropy", "classification"),
)
