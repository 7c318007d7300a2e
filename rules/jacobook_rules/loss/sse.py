"""Half the sum of squared errors."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.sse",
    title="Half the sum of squared errors",
    summary="The squared loss in the form whose gradient is the error itself.",
    function="0.5 * sum((p - t)**2)",
    operands="p:(n); t:(n)",
    result="C",
    derivative={"grad[p]": "p - t", "grad[t]": "t - p", "hess[p]": "eye(n)"},
    why="Each square has the slope `2 * (p - t)`, and the factor 1/2 cancels the 2.",
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0, 3.0], "t": [0.0, 1.0, 5.0]},
            value=7.0,
            gradients={"p": [1.0, -3.0, -2.0], "t": [-1.0, 3.0, 2.0]},
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.mse", "loss.rmse", "reduce.sum_squares"),
    tags=("squared error", "SSE", "least squares"),
)
