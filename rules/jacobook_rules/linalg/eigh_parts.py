"""Eigenvalues and eigenvectors of a symmetric matrix, one below the other."""

from jacobook import TestVector, general, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array

TIED = 4.0
"""Eigenvalues within this many units of rounding error per row count as equal."""


def primal(a: Array, *, uplo: str = "L", driver: str = "numpy") -> Array:
    """The eigenvalues as a row, and below them the eigenvectors as columns.

    Which triangle is read, by NumPy or by which of SciPy's drivers, makes no difference but to
    the vectors' signs.
    """
    import numpy as np

    if driver == "numpy":
        w, v = np.linalg.eigh(a, "L" if uplo == "L" else "U")
    else:
        import scipy.linalg

        w, v = scipy.linalg.eigh(a, lower=uplo == "L", driver=driver)
    return np.concatenate([w[..., None, :], v], axis=-2)


def slopes(w: Array, forgiven: Array) -> Array:
    """How fast each vector turns to each other: one over the gap, NaN for equal eigenvalues.

    Args:
        w: the eigenvalues. Shape: (..., n).
        forgiven: pairs that no one asks for; they get 0. Shape: (..., n, n).
    """
    import numpy as np

    held = stop(w)
    alone = np.eye(held.shape[-1], dtype=bool)
    noise = TIED * held.shape[-1] * np.finfo(held.dtype).eps
    largest = np.abs(held).max(axis=-1, initial=0.0)[..., None, None]
    tied = np.abs(held[..., None, :] - held[..., :, None]) <= noise * largest
    gaps = op.where(tied, 1.0, w[..., None, :] - w[..., :, None])
    return op.where(alone | (tied & forgiven), 0.0, op.where(tied, nan, 1 / gaps))


def push_a(a_dot: Array, y: Array, a: Array, **_: str) -> Array:
    """`w_dot = diagonal(P)` and `V_dot = V @ (gap_recip(w) * P)` with `P = V.T @ A_dot @ V`."""
    w, v = y[..., 0, :], y[..., 1:, :]
    moved = op.sym(a_dot) @ v
    w_dot = op.mean_of_ties(op.sum(v * moved, axis=-2), w)
    return op.concatenate(w_dot[..., None, :], v @ (slopes(w, False) * (v.mT @ moved)), axis=-2)


def pull_a(y_bar: Array, y: Array, a: Array, **_: str) -> Array:
    """`a_bar = V @ (diag(w_bar) + gap_recip(w) * K) @ V.T`; `K` is the skew part of `V.T @ V_bar`."""
    import numpy as np

    w, v, v_bar = y[..., 0, :], y[..., 1:, :], y_bar[..., 1:, :]
    w_bar = op.mean_of_ties(y_bar[..., 0, :], w)
    idle = ~(stop(v_bar) != 0).any(axis=-2)
    turning = v.mT @ v_bar
    turning = (turning - turning.mT) / 2
    turning = turning * slopes(w, idle[..., None, :] & idle[..., :, None])
    alone = np.eye(a.shape[-1], dtype=bool)
    return op.sym(v @ op.where(alone, w_bar[..., None, :], turning) @ v.mT)


def target(a: shapes.Shape, **_: object) -> shapes.Shape:
    """The shape of the matrix with one row more."""
    return (*shapes.square(a)[:-2], shapes.plus(a[-2], 1), a[-1])


rule = general(
    id="linalg.eigh_parts",
    title="Eigenvalues and eigenvectors together",
    summary="The eigenvalues of a symmetric matrix as a row, and its eigenvectors below them.",
    function="eigh_parts(A)",
    operands="A:(n,n) sym*",
    result="Y",
    derivative={
        "d": (
            "concatenate([diagonal(Y[1:, :].T @ dA @ Y[1:, :])[None, :],"
            " Y[1:, :] @ (gap_recip(Y[0, :]) * (Y[1:, :].T @ dA @ Y[1:, :]))])"
        ),
        "true": (
            "A @ Y[1:, :] == Y[1:, :] * Y[0, :]",
            "Y[1:, :].T @ Y[1:, :] == eye(n)",
        ),
    },
    conditions="A is symmetric, moves along symmetric matrices, and has no two equal eigenvalues.",
    op="eigh_parts",
    primal=primal,
    parameters={"uplo": "L", "driver": "numpy"},
    shape=target,
    pushforward={"A": push_a},
    pullback={"A": pull_a},
    variants=({"uplo": "U"},),
    why=(
        "Differentiate `A @ V = V @ diag(w)` and `V.T @ V = eye(n)`, and multiply by `V.T`. With "
        "`P = V.T @ dA @ V` the diagonal says `dw = diagonal(P)`, and off it "
        "`V.T @ dV = gap_recip(w) * P`. Values and vectors come from one decomposition, so they "
        "are one operation here."
    ),
    pitfalls=(
        "The sign of a vector is what LAPACK makes it; the derivative follows the smooth branch "
        "through it. Close eigenvalues turn their vectors fast: with equal ones no derivative "
        "exists, and it is NaN. A function of the matrix, `V @ diag(f(w)) @ V.T`, has one all the "
        "same: use the rule for those."
    ),
    vectors=(
        TestVector(
            operands={"A": [[1.0, 0.0], [0.0, 3.0]]},
            cotangent=[[5.0, 7.0], [0.0, 8.0], [4.0, 0.0]],
            value=[[1.0, 3.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[5.0, 1.0], [1.0, 7.0]]},
        ),
        TestVector(
            name="equal eigenvalues elsewhere",
            operands={"A": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 3.0]]},
            cotangent=[[0.0, 0.0, 0.0], [0.0, 0.0, 8.0], [0.0, 0.0, 4.0], [0.0, 0.0, 0.0]],
            value=[[1.0, 1.0, 3.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            gradients={"A": [[0.0, 0.0, 2.0], [0.0, 0.0, 1.0], [2.0, 1.0, 0.0]]},
            why="Only the vector of the simple eigenvalue is used, and that one is smooth.",
        ),
    ),
    special_points=(
        TestVector(
            name="equal eigenvalues, values only",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[[3.0, 3.0], [0.0, 0.0], [0.0, 0.0]],
            value=[[2.0, 2.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[3.0, 0.0], [0.0, 3.0]]},
            why="No vector is used; the sum of equal eigenvalues is smooth, and this is its slope.",
        ),
        TestVector(
            name="equal eigenvalues, one value",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[[0.0, 4.0], [0.0, 0.0], [0.0, 0.0]],
            value=[[2.0, 2.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[2.0, 0.0], [0.0, 2.0]]},
            why="The larger of two equal eigenvalues has a kink; both directions share equally.",
        ),
        TestVector(
            name="equal eigenvalues, vectors",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[[0.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
            value=[[2.0, 2.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[nan, nan], [nan, nan]]},
            why="Any two perpendicular vectors will do, and they jump when the matrix moves.",
        ),
    ),
    references=(
        "Giles 2008, eigenvalues and eigenvectors",
        "Seeger et al. 2017, syevd",
        "Magnus & Neudecker 1999, chapter 8, section 8",
    ),
    see_also=("linalg.eigh", "linalg.eigvalsh", "linalg.eigvecs", "matfun.symmetric"),
    tags=("eigenvalue decomposition", "spectral decomposition"),
)
