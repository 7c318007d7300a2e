"""Both factors of a QR decomposition, one below the other."""

from jacobook import TestVector, errors, general, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array

NEGLIGIBLE = 4.0
"""Diagonal entries below this many units of rounding error per row or column count as zero."""


def primal(a: Array) -> Array:
    """The thin decomposition `A = Q @ R`, as `Q` and `R.T` below each other."""
    import numpy as np

    q, r = np.linalg.qr(a)
    return np.concatenate([q, r.mT], axis=-2)


def split(y: Array, rows: int) -> tuple[Array, Array]:
    """The parts `Q` and `R`."""
    return y[..., :rows, :], y[..., rows:, :].mT


def of_full_rank(r: Array) -> Array:
    """The square triangle of `R`, which has to be invertible.

    Raises:
        SingularMatrixError: some leading columns of the matrix are linearly dependent.
    """
    import numpy as np

    k = r.shape[-2]
    held = stop(r)
    sizes = np.abs(np.diagonal(held[..., :k], axis1=-2, axis2=-1))
    noise = NEGLIGIBLE * max(r.shape[-2:]) * np.finfo(held.dtype).eps
    if (sizes <= noise * sizes.max(axis=-1, keepdims=True, initial=0.0)).any():
        raise errors.SingularMatrixError(
            "linalg.qr: leading columns of a matrix are linearly dependent, so its factors are not "
            "unique and have no derivative."
        )
    return r[..., :k]


def push_a(a_dot: Array, y: Array, a: Array) -> Array:
    """The tangents of `Q` and `R.T`; columns beyond a square follow from those of the square."""
    m = a.shape[-2]
    q, r = split(y, m)
    square = of_full_rank(r)
    k = square.shape[-1]
    b = op.solve(square.mT, a_dot[..., :k].mT).mT
    seen = q.mT @ b
    lower = op.tril(seen, k=-1)
    q_dot = b - q @ (seen - lower + lower.mT)
    r_dot = (seen - lower + lower.mT) @ square
    if a.shape[-1] > k:
        beyond = q.mT @ a_dot[..., k:] + q_dot.mT @ a[..., k:]
        r_dot = op.concatenate(r_dot, beyond, axis=-1)
    return op.concatenate(q_dot, r_dot.mT, axis=-2)


def pull_a(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar = (Q_bar + Q @ mirror(R @ R_bar.T - Q_bar.T @ Q)) @ inv(R).T`; of a wide matrix more."""
    m = a.shape[-2]
    (q, r), (q_bar, r_bar) = split(y, m), split(y_bar, m)
    square = of_full_rank(r)
    k = square.shape[-1]
    wide = a.shape[-1] > k
    if wide:
        beyond = q @ r_bar[..., k:]
        q_bar = q_bar + a[..., k:] @ r_bar[..., k:].mT
    inner = op.mirror(square @ r_bar[..., :k].mT - q_bar.mT @ q)
    a_bar = op.solve(square, (q_bar + q @ inner).mT).mT
    return op.concatenate(a_bar, beyond, axis=-1) if wide else a_bar


def target(a: shapes.Shape) -> shapes.Shape:
    """Rows and columns below each other; of two letters the second is taken as the smaller."""
    m, n = a[-2:]
    least = min(m, n) if isinstance(m, int) and isinstance(n, int) else n
    return (*a[:-2], shapes.plus(m, n), least)


rule = general(
    id="linalg.qr_parts",
    title="Both factors of a QR decomposition",
    summary="The orthonormal factor of a matrix, and below it the transposed triangular factor.",
    function="qr_parts(A)",
    operands="A:(m,n) rank",
    result="Y",
    derivative={
        "vjp[A]": (
            "(Y_bar[:m, :] + Y[:m, :] @ mirror(Y[m:, :].T @ Y_bar[m:, :]"
            " - Y_bar[:m, :].T @ Y[:m, :])) @ inv(Y[m:, :])"
        ),
        "true": ("Y[:m, :] @ Y[m:, :].T == A", "Y[:m, :].T @ Y[:m, :] == eye(n)"),
    },
    conditions="A is square or tall, and its columns are linearly independent.",
    op="qr_parts",
    primal=primal,
    shape=target,
    pushforward={"A": push_a},
    pullback={"A": pull_a},
    why=(
        "Differentiate `A = Q @ R` and multiply by `inv(R)`: `dA @ inv(R) = dQ + Q @ dR @ inv(R)`. "
        "After multiplication by `Q.T` the first term is skew and the second upper triangular, so "
        "the part below the diagonal names the first. The columns of a wide matrix beyond the "
        "square have `R = Q.T @ A`."
    ),
    pitfalls=(
        "NumPy's `R` may have negative entries on its diagonal; the derivative follows the signs "
        "that are there. For dependent columns the factors are not unique."
    ),
    vectors=(
        TestVector(
            operands={"A": [[2.0, 6.0], [0.0, 4.0], [0.0, 0.0]]},
            cotangent=[[0.0, 0.0], [4.0, 0.0], [6.0, 8.0], [1.0, 0.0], [5.0, 7.0]],
            value=[[1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [2.0, 0.0], [6.0, 4.0]],
            gradients={"A": [[1.0, 5.0], [-9.0, 7.0], [-3.0, 2.0]]},
        ),
        TestVector(
            name="wide",
            operands={"A": [[2.0, 0.0, 6.0], [0.0, 4.0, 8.0]]},
            cotangent=[[0.0, 0.0], [4.0, 0.0], [1.0, 0.0], [5.0, 7.0], [3.0, 2.0]],
            value=[[1.0, 0.0], [0.0, 1.0], [2.0, 0.0], [0.0, 4.0], [6.0, 8.0]],
            gradients={"A": [[1.0, 5.0, 3.0], [18.0, 7.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="dependent columns",
            operands={"A": [[1.0, 2.0], [2.0, 4.0]]},
            raises="SingularMatrixError",
            why="The second column of the orthonormal factor could be any.",
        ),
    ),
    references=("Walter & Lehmann 2010", "Seeger et al. 2017, gelqf", "Liao et al. 2019"),
    see_also=("linalg.qr", "linalg.qr.q", "linalg.qr.r", "linalg.mirror"),
    tags=("QR decomposition", "Gram-Schmidt"),
)
