"""The sum of squares."""

from jacobook import TestVector, identity

rule = identity(
    id="reduce.sum_squares",
    title="Sum of squares",
    summary="The sum of the squared entries: the squared Euclidean norm.",
    function="sum(x**2)",
    operands="x:(n)",
    derivative={
        "grad[x]": "2 * x",
        "hess[x]": "2 * eye(n)",
        "d": "2 * dot(x, dx)",
        "same": "dot(x, x)",
    },
    why=(
        "The term `x[i]**2` has the slope `2 * x[i]`, and no other term contains `x[i]`. The "
        "slopes do not depend on other entries, so the Hessian is diagonal."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -3.0, 0.5]},
            value=10.25,
            gradients={"x": [2.0, -6.0, 1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"x": [0.0, 0.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="The function is smooth at its minimum, unlike the norm itself.",
        ),
    ),
    references=("Matrix Cookbook, equation 131",),
    see_also=("linalg.norm2_squared", "reduce.dot", "reduce.sum"),
)
