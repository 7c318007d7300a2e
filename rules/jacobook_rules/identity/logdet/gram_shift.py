"""The log-determinant of the identity plus a Gram matrix."""

from jacobook import TestVector, identity

rule = identity(
    id="identity.logdet.gram_shift",
    title="Log-determinant of I + X X^T",
    summary="The log-determinant of the identity plus all dot products of rows of a matrix.",
    function="logdet(eye(m) + X @ X.T)",
    operands="X:(m,n)",
    derivative={
        "grad[X]": (
            "2 * inv(eye(m) + X @ X.T) @ X",
            "2 * X @ inv(eye(n) + X.T @ X)",
        ),
        "same": "logdet(eye(n) + X.T @ X)",
    },
    conditions="Always: the matrix is positive definite.",
    why=(
        "With `M = eye(m) + X @ X.T` we have `d logdet(M) = trace(inv(M) @ dM)`, and "
        "`dM = dX @ X.T + X @ dX.T`. As `M` is symmetric, both terms give the same trace, and the "
        "gradient is `2 * inv(M) @ X`. For the second form multiply out "
        "`(eye(m) + X @ X.T) @ X = X @ (eye(n) + X.T @ X)`: the inverses can be pushed through `X`."
    ),
    pitfalls="The two forms cost differently: invert the smaller of the two matrices.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]},
            value=2.0794415416798357,
            gradients={"X": [[0.75, -0.25], [-0.25, 0.75], [0.5, 0.5]]},
        ),
    ),
    references=("Matrix Cookbook, equations 57 and 167",),
    see_also=("linalg.logdet", "identity.logdet.xtx", "identity.inv.woodbury"),
    tags=("log determinant", "push-through identity"),
)
