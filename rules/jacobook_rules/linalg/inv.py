"""The inverse of a matrix."""

from jacobook import TestVector, general, shapes

rule = general(
    id="linalg.inv",
    title="Matrix inverse",
    summary="The inverse of a square matrix.",
    function="inv(X)",
    operands="X:(n,n) inv",
    result="Y",
    derivative={
        "d": "-inv(X) @ dX @ inv(X)",
        "vjp[X]": "-inv(X).T @ Y_bar @ inv(X).T",
        "jac[X]": "-einsum([inv(X), inv(X)], 'ki,jl->klij')",
    },
    conditions="X is invertible.",
    op="inv",
    primal="numpy.linalg.inv",
    numpy=("scipy.linalg.inv",),
    shape=shapes.square,
    pushforward={"X": "-(Y @ X_dot @ Y)"},
    pullback={"X": "-(Y.mT @ Y_bar @ Y.mT)"},
    analytic=True,
    why=(
        "Differentiate `X @ Y = eye(n)`: `dX @ Y + X @ dY = 0`, so `dY = -Y @ dX @ Y`. For the "
        "pullback move the outer factors to the cotangent; they arrive transposed."
    ),
    pitfalls=(
        "To solve equations use `solve(A, B)` instead of `inv(A) @ B`: it is faster and more "
        "accurate, and so is its gradient."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 1.0], [0.0, 4.0]]},
            cotangent=[[1.0, 0.0], [0.0, 0.0]],
            value=[[0.5, -0.125], [0.0, 0.25]],
            gradients={"X": [[-0.25, 0.0], [0.0625, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            raises="SingularMatrixError",
            why="A singular matrix has no inverse.",
        ),
    ),
    references=(
        "Matrix Cookbook, equations 40, 59 and 60",
        "Giles 2008, section 2.2.3",
        "Wikipedia, Matrix calculus (differentials)",
    ),
    see_also=("linalg.solve", "linalg.det", "linalg.logabsdet"),
    tags=("inverse", "inverse matrix"),
)
