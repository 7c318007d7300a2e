"""The lasso."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.lasso",
    title="Lasso objective",
    summary="Least squares with a penalty on the absolute values of the weights.",
    function="0.5 * sum((X @ w - y)**2) + c * sum(abs(w))",
    operands="X:(m,n); w:(n) nonzero; y:(m); c:() pos",
    result="C",
    derivative={
        "grad[w]": "X.T @ (X @ w - y) + c * sign(w)",
        "grad[c]": "sum(abs(w))",
    },
    conditions="No weight is 0.",
    why=(
        "The squares give `X.T @ (X @ w - y)`. The penalty has the slope `c` or `-c` however "
        "small a weight is, and so pushes weights all the way to 0, where a square would fade "
        "out."
    ),
    pitfalls=(
        "At a weight 0 every slope within `c` of that of the squares is a subgradient; the rule "
        "takes the middle one. The weight is optimal there exactly if the slope of the squares is "
        "no larger than `c`. Gradient steps jump about the kink; use soft thresholding."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "w": [2.0, -1.0],
                "y": [1.0, -3.0, 5.0],
                "c": 3.0,
            },
            value=13.5,
            gradients={"w": [8.0, -5.0], "y": [1.0, -2.0, -2.0], "c": 3.0},
        ),
    ),
    special_points=(
        TestVector(
            name="a weight is 0",
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "w": [2.0, 0.0],
                "y": [1.0, -3.0, 5.0],
                "c": 3.0,
            },
            value=11.5,
            gradients={"w": [7.0, 4.0], "c": 2.0},
            why="The absolute value has the slope 0 at 0: the squares alone move that weight.",
        ),
    ),
    references=("Tibshirani 1996",),
    see_also=("optim.lasso_subgradient", "optim.ridge", "linalg.norm1"),
    tags=("lasso", "L1 penalty", "sparse regression", "soft thresholding"),
)
