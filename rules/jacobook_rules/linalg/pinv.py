"""The Moore-Penrose inverse."""

from jacobook import TestVector, general, shapes
from jacobook.rule import Array


def primal(x: Array, *, rcond: float = 1e-15) -> Array:
    """The inverse; singular values below `rcond` times the largest count as zero."""
    import numpy as np

    return np.linalg.pinv(x, rcond=rcond)


def push_x(x_dot: Array, y: Array, x: Array, **_: float) -> Array:
    """`y_dot` while the rank stays. Shapes: `x` (..., m, n), `y` (..., n, m)."""
    turned = x_dot.mT
    beside = turned - turned @ x @ y
    above = turned - y @ x @ turned
    return y @ y.mT @ beside + above @ y.mT @ y - y @ x_dot @ y


def pull_x(y_bar: Array, y: Array, x: Array, **_: float) -> Array:
    """`x_bar` while the rank stays. Shapes: `x` (..., m, n), `y` (..., n, m)."""
    turned = y_bar.mT
    beside = turned - x @ y @ turned
    above = turned - turned @ y @ x
    return beside @ y @ y.mT + y.mT @ y @ above - y.mT @ y_bar @ y.mT


def target(x: shapes.Shape, **_: object) -> shapes.Shape:
    """The shape of the transposed matrix."""
    return (*x[:-2], x[-1], x[-2])


rule = general(
    id="linalg.pinv",
    title="Moore-Penrose inverse",
    summary="The matrix that solves linear equations in the sense of least squares.",
    function="pinv(X)",
    operands="X:(m,n) rank",
    result="Y",
    derivative={
        "d": (
            "-Y @ dX @ Y + Y @ Y.T @ dX.T @ (eye(m) - X @ Y) + (eye(n) - Y @ X) @ dX.T @ Y.T @ Y"
        ),
        "vjp[X]": (
            "-Y.T @ Y_bar @ Y.T + (eye(m) - X @ Y) @ Y_bar.T @ Y @ Y.T"
            " + Y.T @ Y @ Y_bar.T @ (eye(n) - Y @ X)"
        ),
        "same": "inv(X.T @ X) @ X.T",
        "true": ("X @ Y @ X == X", "Y @ X @ Y == Y", "(X @ Y).T == X @ Y"),
    },
    conditions=(
        "The rank of X stays the same nearby. The form with `inv` is for full column rank."
    ),
    op="pinv",
    primal=primal,
    parameters={"rcond": 1e-15},
    shape=target,
    pushforward={"X": push_x},
    pullback={"X": pull_x},
    why=(
        "Write `Y = Y @ X @ Y`, differentiate, and use that `X @ Y` and `Y @ X` are symmetric: "
        "the first term is that of the inverse, the others come from how the column space and the "
        "row space turn. For an invertible matrix `X @ Y = eye(n)`, and only the first is left."
    ),
    pitfalls=(
        "Where the rank changes the value jumps, and small singular values beside those that count "
        "as zero give large derivatives. To fit by least squares use `np.linalg.lstsq`."
    ),
    vectors=(
        TestVector(
            operands={"X": [[2.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[[4.0, 2.0, 8.0], [0.0, 1.0, 3.0]],
            value=[[0.5, 0.0, 0.0], [0.0, 1.0, 0.0]],
            gradients={"X": [[-1.0, -1.0], [0.0, -1.0], [2.0, 3.0]]},
        ),
        TestVector(
            name="wide",
            operands={"X": [[2.0, 0.0]]},
            cotangent=[[4.0], [8.0]],
            value=[[0.5], [0.0]],
            gradients={"X": [[-1.0, 2.0]]},
        ),
        TestVector(
            name="rank deficient",
            operands={"X": [[2.0, 0.0], [0.0, 0.0]]},
            cotangent=[[4.0, 8.0], [0.0, 5.0]],
            value=[[0.5, 0.0], [0.0, 0.0]],
            gradients={"X": [[-1.0, 0.0], [2.0, 0.0]]},
            why=(
                "The value jumps where the rank changes; the slope is that along matrices of the "
                "same rank."
            ),
        ),
    ),
    references=("Magnus & Neudecker 1999, chapter 8, section 5", "Golub & Pereyra 1973"),
    see_also=("linalg.pinv_call", "linalg.lstsq", "linalg.inv", "linalg.polar"),
    tags=("pseudoinverse", "Moore-Penrose inverse", "least squares"),
)
