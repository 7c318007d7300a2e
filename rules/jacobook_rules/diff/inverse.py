"""The differential of an inverse."""

from jacobook import TestVector, structural

rule = structural(
    id="diff.inverse",
    title="Derivative of an inverse along a curve",
    summary="The change of the matrix, with the inverse on both sides and a minus sign.",
    function="inv(f(x))",
    operands="x:()",
    functions={"f(x) -> (n, n)": "array([[1, x], [x**2, 1 + x**3]])"},
    derivative={
        "jac[x]": "-inv(f(x)) @ J(f, x) @ inv(f(x))",
        "d": "-inv(f(x)) @ (J(f, x) * dx) @ inv(f(x))",
    },
    conditions="f(x) is invertible, and f is differentiable at x.",
    why=(
        "Differentiate both sides of `X @ Y = eye(n)`, where `Y` is the inverse. The product "
        "rule gives `dX @ Y + X @ dY = 0`. Multiply by `Y` from the left and solve: `dY = -Y @ "
        "dX @ Y`. The matrix of the instance has determinant 1 for every `x`, so its inverse "
        "can be written down and the law be seen entry by entry."
    ),
    pitfalls=(
        "`-J(f, x) / f(x)**2` is the scalar rule: the two inverses stand on both sides of the "
        "change and cannot be drawn together. In numbers use two solves instead of `inv`."
    ),
    vectors=(
        TestVector(
            operands={"x": 2.0},
            cotangent=[[1.0, 3.0], [2.0, 5.0]],
            value=[[9.0, -2.0], [-4.0, 1.0]],
            gradients={"x": 1.0},
        ),
    ),
    references=(
        "Matrix Cookbook, equations 40 and 59",
        "Wikipedia, Matrix calculus (matrix-by-scalar)",
    ),
    see_also=("linalg.inv", "diff.product", "diff.det", "scalar.reciprocal_rule"),
    tags=("derivative of the inverse", "differential of an inverse", "matrix function of a scalar"),
)
