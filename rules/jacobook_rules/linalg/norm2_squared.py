"""The square of the Euclidean norm."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.norm2_squared",
    title="Squared Euclidean norm",
    summary="The sum of the squared entries, written with the norm.",
    function="norm2(x)**2",
    operands="x:(n)",
    derivative={
        "grad[x]": "2 * x",
        "hess[x]": "2 * eye(n)",
        "d": "2 * dot(x, dx)",
        "same": "dot(x, x)",
    },
    pitfalls="In code write `x @ x`: it needs no root, and its Hessian is right at the origin too.",
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The square removes the kink of the norm.",
        ),
    ),
    rewrites={
        "norm2(x, axis=axis, keepdims=keepdims)**2": "sum(x**2, axis=axis, keepdims=keepdims)",
        "square(norm2(x, axis=axis, keepdims=keepdims))": "sum(x**2, axis=axis, keepdims=keepdims)",
    },
    why=(
        "By the chain rule `2 * norm2(x)` times `x / norm2(x)`: the norm cancels, and with it the "
        "kink at the origin."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -4.0]},
            value=25.0,
            gradients={"x": [6.0, -8.0]},
        ),
    ),
    references=("Matrix Cookbook, equation 131",),
    see_also=("reduce.sum_squares", "linalg.norm2"),
    tags=("squared norm", "squared length"),
)
