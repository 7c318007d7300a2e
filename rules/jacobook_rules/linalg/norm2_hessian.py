"""The second derivative of the Euclidean norm."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.norm2.hessian",
    title="Hessian of the Euclidean norm",
    summary="How the gradient of the Euclidean norm turns.",
    function="norm2(x)",
    operands="x:(n)",
    derivative={
        "grad[x]": "x / norm2(x)",
        "hess[x]": "(eye(n) - outer(x, x) / dot(x, x)) / norm2(x)",
    },
    conditions="x is not zero.",
    why=(
        "The gradient `x / norm2(x)` is a unit vector. Moving `x` along itself does not turn it; "
        "moving across turns it by the movement divided by the length. So the Hessian is the "
        "projector across `x`, divided by the norm."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0]},
            value=5.0,
            gradients={"x": [0.6, -0.8]},
        ),
    ),
    references=("Matrix Cookbook, equations 129 and 130",),
    see_also=("linalg.norm2", "linalg.normalize"),
)
