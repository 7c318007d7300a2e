"""The mean absolute error."""

from jacobook import TestVector, identity

rule = identity(
    id="loss.mae",
    title="Mean absolute error",
    summary="The mean of the distances between predictions and targets.",
    function="mean(abs(p - t))",
    operands="p:(n); t:(n)",
    result="C",
    derivative={"grad[p]": "sign(p - t) / n", "grad[t]": "-sign(p - t) / n"},
    conditions="No prediction equals its target.",
    why=(
        "The distance grows at rate 1 on the far side of the target and falls at rate 1 on the "
        "near side; that is the sign of the difference. The mean divides by `n`. A large error "
        "pulls no harder than a small one, which is why this loss is robust."
    ),
    pitfalls=(
        "The Hessian is zero wherever it exists, so Newton's method cannot be used. Close to the "
        "target the gradient does not become small."
    ),
    vectors=(
        TestVector(
            operands={"p": [1.0, -2.0, 3.0, 0.5], "t": [0.0, 1.0, 5.0, 0.25]},
            value=1.5625,
            gradients={"p": [0.25, -0.25, -0.25, 0.25], "t": [-0.25, 0.25, 0.25, -0.25]},
        ),
    ),
    special_points=(
        TestVector(
            name="on the target",
            operands={"p": [1.0, 3.0], "t": [1.0, 2.0]},
            value=0.5,
            gradients={"p": [0.0, 0.5], "t": [0.0, -0.5]},
            why="The subgradient of least size; PyTorch has 0 too, and JAX has 1.",
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("loss.mse", "loss.huber", "loss.quantile", "ufunc.absolute"),
    tags=("mean absolute error", "MAE", "L1 loss", "robust regression"),
)
