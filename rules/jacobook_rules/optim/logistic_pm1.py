"""Logistic regression with signs for labels."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.logistic_pm1",
    title="Logistic regression with labels 1 and -1",
    summary="The summed logistic loss of the margins of a linear classifier.",
    function="sum(softplus(-t * (X @ w)))",
    operands="X:(m,n); w:(n); t:(m) pm1",
    result="C",
    derivative={
        "grad[w]": "-X.T @ (t * sigmoid(-t * (X @ w)))",
        "hess[w]": "X.T @ diag(sigmoid(X @ w) * (1 - sigmoid(X @ w))) @ X",
        "same": "sum(log(1 + exp(-t * (X @ w))))",
    },
    conditions="Each label is 1 or -1.",
    why=(
        "The margin `t * z` is positive for samples on the right side. Each sample pulls along "
        "its features, by the probability that the model gives to the wrong label. In the Hessian "
        "the labels drop out, since `t**2` is 1 and `p * (1 - p)` is the same on both sides of 0."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "w": [1.0, -1.0],
                "t": [-1.0, 1.0, 1.0],
            },
            value=1.6446733029542554,
            gradients={"w": [0.21498279148372045, -0.17518952592792308]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"X": [[1000.0], [1000.0]], "w": [2.0], "t": [1.0, -1.0]},
            value=2000.0,
            gradients={"w": [1000.0]},
            why="The exponentials would overflow; softplus and sigmoid do not.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("optim.logistic", "act.softplus", "act.sigmoid"),
    tags=("logistic loss", "margin", "classification"),
)
