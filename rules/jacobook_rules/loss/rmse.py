"""The root mean squared error."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.rmse",
    title="Root mean squared error",
    summary="The root of the mean squared error, in the units of the targets.",
    function="sqrt(mean((p - t)**2))",
    operands="p:(n); t:(n)",
    result="C",
    derivative={"grad[p]": "(p - t) / (n * C)"},
    conditions="The predictions are not all exact.",
    why=(
        "Differentiate `C**2 = mean((p - t)**2)`: `2 * C` times the gradient is `2 * (p - t) / n`. "
        "It is the length of the error, divided by the root of `n`."
    ),
    pitfalls=(
        "It has its minimum where the mean squared error has, but there is the tip of a cone: "
        "close to a perfect fit the gradient does not become small."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0, 3.0, 0.0], "t": [0.0, 1.0, 6.0, 9.0]},
            value=5.0,
            gradients={"p": [0.05, -0.15, -0.15, -0.45], "t": [-0.05, 0.15, 0.15, 0.45]},
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.mse", "linalg.norm2", "reduce.std"),
    tags=("root mean squared error", "RMSE"),
)
