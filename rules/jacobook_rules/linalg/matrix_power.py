"""Integer powers of a square matrix."""

from jacobook import TestVector, derived, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def matrix_power(a: Array, n: int = 2) -> Array:
    """`a @ a @ ... @ a` with `n` factors, by repeated squaring; of `inv(a)` if `n` is negative.

    The power 0 is the identity, a constant.
    """
    if n == 0:
        import numpy as np

        return np.linalg.matrix_power(stop(a), 0)
    square = a if n > 0 else op.inv(a)
    result = None
    left = abs(n)
    while left:
        if left % 2:
            result = square if result is None else result @ square
        left //= 2
        if left:
            square = square @ square
    return result


def target(x: shapes.Shape, *, n: int = 2) -> shapes.Shape:
    """The shape of the matrix."""
    return shapes.square(x)


rule = derived(
    id="linalg.matrix_power",
    title="Matrix power",
    summary="A square matrix multiplied by itself a whole number of times.",
    function="matrix_power(X, 3)",
    operands="X:(n,n) inv",
    result="Y",
    derivative={
        "d": "dX @ X @ X + X @ dX @ X + X @ X @ dX",
        "vjp[X]": "Y_bar @ (X @ X).T + X.T @ Y_bar @ X.T + (X @ X).T @ Y_bar",
        "same": "X @ X @ X",
    },
    conditions="A negative power needs an invertible matrix.",
    expand=matrix_power,
    numpy=("numpy.linalg.matrix_power",),
    parameters={"n": 3},
    shape=target,
    variants=({"n": 0}, {"n": 1}, {"n": 2}, {"n": 7}, {"n": -1}, {"n": -2}),
    why=(
        "The product rule, one term for each factor. The terms do not join as for numbers, because "
        "`dX` and `X` do not commute."
    ),
    pitfalls="The slope is not `n * X**(n - 1)`: matrices do not commute.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [0.0, 3.0]]},
            parameters={"n": 2},
            cotangent=[[1.0, 10.0], [0.0, 0.0]],
            value=[[1.0, 8.0], [0.0, 9.0]],
            gradients={"X": [[22.0, 40.0], [2.0, 20.0]]},
        ),
        TestVector(
            name="negative power",
            operands={"X": [[2.0, 1.0], [0.0, 4.0]]},
            parameters={"n": -1},
            cotangent=[[1.0, 0.0], [0.0, 0.0]],
            value=[[0.5, -0.125], [0.0, 0.25]],
            gradients={"X": [[-0.25, 0.0], [0.0625, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="power zero",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            parameters={"n": 0},
            value=[[1.0, 0.0], [0.0, 1.0]],
            gradients={"X": [[0.0, 0.0], [0.0, 0.0]]},
            why="The power 0 is the identity for every matrix: a constant.",
        ),
        TestVector(
            name="singular",
            operands={"X": [[1.0, 2.0], [2.0, 4.0]]},
            parameters={"n": -1},
            raises="SingularMatrixError",
            why="A singular matrix has no inverse.",
        ),
    ),
    references=("Matrix Cookbook, equations 90 and 91", "NumPy reference, linalg.matrix_power"),
    see_also=("linalg.matmul", "linalg.inv"),
)
