"""Ridge regression."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.ridge",
    title="Ridge regression",
    summary="Least squares with a penalty on the squared length of the weights.",
    function="sum((X @ w - y)**2) + c * sum(w**2)",
    operands="X:(m,n); w:(n); y:(m); c:() pos",
    result="C",
    derivative={
        "grad[w]": "2 * X.T @ (X @ w - y) + 2 * c * w",
        "hess[w]": "2 * X.T @ X + 2 * c * eye(n)",
    },
    why=(
        "The two terms add. The penalty pulls every weight towards 0 in proportion to its size. "
        "It adds `2 * c` to each eigenvalue of the Hessian, so that with `c > 0` the minimum is "
        "unique even if columns of `X` are dependent."
    ),
    pitfalls=(
        "Against a mean of squares instead of a sum, `c` has to be divided by `m` too. The "
        "intercept is usually not penalised: centre the data."
    ),
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "w": [2.0, 1.0],
                "y": [1.0, 1.0, 7.0],
                "c": 2.0,
            },
            value=23.0,
            gradients={"w": [2.0, 20.0], "y": [-6.0, 0.0, 4.0], "c": 5.0},
        ),
    ),
    references=("Hoerl & Kennard 1970",),
    see_also=("optim.ridge_solution", "optim.linear_regression", "optim.lasso"),
    tags=("ridge regression", "Tikhonov regularisation", "weight decay", "L2 penalty"),
)
