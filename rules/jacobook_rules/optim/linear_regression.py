"""Linear regression."""

from jacobook import TestVector, identity

rule = identity(
    id="optim.linear_regression",
    title="Linear regression",
    summary="The mean squared error of a linear model, by its weights.",
    function="mean((X @ w - y)**2)",
    operands="X:(m,n); w:(n); y:(m)",
    result="C",
    derivative={"grad[w]": "2 / m * X.T @ (X @ w - y)", "hess[w]": "2 / m * X.T @ X"},
    why=(
        "The cost has the slope `2 / m` times the residual, and the model is linear in `w`: its "
        "transpose carries the residual back. The gradient is linear in `w` again, so the Hessian "
        "is constant, and never negative: the cost is a convex bowl."
    ),
    pitfalls="Some texts use half the sum of squares; then the gradient is `X.T @ (X @ w - y)`.",
    vectors=(
        TestVector(
            operands={
                "X": [[1.0, 2.0], [0.0, 1.0], [3.0, -1.0]],
                "w": [2.0, 1.0],
                "y": [1.0, 1.0, 7.0],
            },
            value=13 / 3,
            gradients={"w": [-2.0, 16 / 3], "y": [-2.0, 0.0, 4 / 3]},
        ),
    ),
    references=("Matrix Cookbook, equation 84",),
    see_also=("optim.ridge", "optim.normal_equations", "loss.mse", "optim.logistic"),
    tags=("least squares", "ordinary least squares", "OLS", "mean squared error"),
)
