"""Logistic regression."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.logistic",
    title="Logistic regression",
    summary="The mean cross-entropy of a linear classifier with labels 0 and 1.",
    function="mean(softplus(X @ w) - t * (X @ w))",
    operands="X:(m,n); w:(n); t:(m) bool",
    result="C",
    derivative={
        "grad[w]": "X.T @ (sigmoid(X @ w) - t) / m",
        "hess[w]": "X.T @ diag(sigmoid(X @ w) * (1 - sigmoid(X @ w))) @ X / m",
        "same": "mean(log(1 + exp(X @ w)) - t * (X @ w))",
    },
    why=(
        "The softplus has the sigmoid for its slope, and `t * z` has `t`: each sample pulls along "
        "its features by the error of its predicted probability. The sigmoid's slope is "
        "`p * (1 - p)`, which gives the Hessian. That is never negative, so the cost is convex."
    ),
    pitfalls=(
        "Written as `log(1 + exp(z))` the value overflows for `z` above 709. If a plane separates "
        "the labels, there is no minimum: the weights grow for ever, unless they are penalised."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "w": [1.0, -1.0],
                "t": [False, True, True],
            },
            value=0.5482244343180851,
            gradients={"w": [0.07166093049457348, -0.05839650864264103]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"X": [[1000.0], [-1000.0]], "w": [2.0], "t": [False, False]},
            value=1000.0,
            gradients={"w": [500.0]},
            why="The exponentials would overflow; softplus and sigmoid do not.",
        ),
    ),
    references=("Boyd & Vandenberghe 2004, section 7.1.1",),
    see_also=("optim.logistic_pm1", "optim.softmax_regression", "act.softplus", "act.sigmoid"),
    tags=("logistic regression", "binary cross-entropy", "classification", "log loss"),
)
