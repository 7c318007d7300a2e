"""The polar factor."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array

NEGLIGIBLE = 4.0
"""Singular values below this many units of rounding error per row or column count as zero."""


def primal(x: Array) -> Array:
    """`U @ V.T` of the singular vectors to positive singular values. Shape: that of `x`."""
    import numpy as np

    if not np.isfinite(x).all():
        return np.full_like(x, np.nan)
    u, s, vt = np.linalg.svd(x, full_matrices=False)
    noise = NEGLIGIBLE * max(x.shape[-2:]) * np.finfo(s.dtype).eps
    kept = s > noise * s.max(axis=-1, keepdims=True, initial=0.0)
    return np.asarray((u * kept[..., None, :]) @ vt, x.dtype)


def slope(direction: Array, y: Array, x: Array) -> Array:
    """The second differential of the sum of the singular values; it is its own adjoint.

    Shapes: (..., m, n). A wide matrix is treated as the transpose of a tall one.
    """
    rows, columns = x.shape[-2:]
    if rows < columns:
        return slope(direction.mT, y.mT, x.mT).mT
    stretch = op.sym(y.mT @ x)
    turned = y.mT @ direction
    within = y @ op.sylvester(stretch, stretch, turned - turned.mT)
    if rows == columns:
        return within
    return within + op.solve(stretch, (direction - y @ turned).mT).mT


rule = general(
    id="linalg.polar",
    title="Polar factor",
    summary="The orthogonal part of a matrix: the nearest matrix with orthonormal columns.",
    function="polar_factor(X)",
    operands="X:(m,n) rank",
    result="Y",
    derivative={
        "d": (
            "Y @ sylvester(Y.T @ X, Y.T @ X, Y.T @ dX - dX.T @ Y)"
            " + (dX - Y @ Y.T @ dX) @ inv(Y.T @ X)"
        ),
        "vjp[X]": (
            "Y @ sylvester(Y.T @ X, Y.T @ X, Y.T @ Y_bar - Y_bar.T @ Y)"
            " + (Y_bar - Y @ Y.T @ Y_bar) @ inv(Y.T @ X)"
        ),
        "true": ("Y.T @ Y == eye(n)", "Y.T @ X == X.T @ Y"),
    },
    conditions=(
        "X has full column rank, so it is square or tall; of a wide matrix take the transpose."
    ),
    op="polar_factor",
    primal=primal,
    shape=shapes.unchanged,
    pushforward={"X": slope},
    pullback={"X": slope},
    why=(
        "With `X = U @ diag(s) @ V.T` the factor is `Y = U @ V.T`, and `X = Y @ H` with the "
        "symmetric `H = Y.T @ X`. Differentiate `Y.T @ Y = eye(n)` and `Y.T @ X = X.T @ Y`: `W = "
        "Y.T @ dY` is skew and solves `H @ W + W @ H = Y.T @ dX - dX.T @ Y`. What of `dX` is at "
        "right angles to the columns of `Y` turns them by `inv(H)`. The factor is the gradient of "
        "the nuclear norm, so its derivative is a Hessian: symmetric, the same map both ways."
    ),
    pitfalls=(
        "Where a singular value is zero the factor jumps. Its value there leaves that pair out; "
        "it has no derivative."
    ),
    vectors=(
        TestVector(
            operands={"X": [[0.0, -2.0], [3.0, 0.0]]},
            cotangent=[[1.0, 10.0], [0.0, 0.0]],
            value=[[0.0, -1.0], [1.0, 0.0]],
            gradients={"X": [[0.2, 0.0], [0.0, 0.2]]},
        ),
        TestVector(
            name="tall",
            operands={"X": [[3.0, 0.0], [0.0, 0.0], [0.0, 2.0]]},
            cotangent=[[0.0, 1.0], [6.0, 6.0], [0.0, 0.0]],
            value=[[1.0, 0.0], [0.0, 0.0], [0.0, 1.0]],
            gradients={"X": [[0.0, 0.2], [2.0, 3.0], [-0.2, 0.0]]},
        ),
        TestVector(
            name="wide",
            operands={"X": [[3.0, 0.0, 0.0], [0.0, 0.0, 2.0]]},
            cotangent=[[0.0, 6.0, 0.0], [1.0, 6.0, 0.0]],
            value=[[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]],
            gradients={"X": [[0.0, 2.0, -0.2], [0.2, 3.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="rank deficient",
            operands={"X": [[3.0, 0.0], [0.0, 0.0]]},
            raises="SingularMatrixError",
            why="The factor jumps where a singular value passes through zero.",
        ),
    ),
    references=("Kenney & Laub 1991", "Higham 2008, chapter 8"),
    see_also=("linalg.norm_nuclear", "linalg.sylvester"),
    tags=("polar decomposition", "orthogonal Procrustes problem"),
)
