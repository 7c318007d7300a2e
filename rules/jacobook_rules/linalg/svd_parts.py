"""Singular values and singular vectors, one below the other."""

from jacobook import TestVector, general, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array

TIED = 4.0
"""Values within this many units of rounding error per row or column count as equal, or as zero."""


def primal(a: Array) -> Array:
    """The thin decomposition `A = U @ diag(s) @ V.T`, as `s`, `U` and `V` below each other."""
    import numpy as np

    u, s, vt = np.linalg.svd(a, full_matrices=False)
    return np.concatenate([s[..., None, :], u, vt.mT], axis=-2)


def split(y: Array, rows: int) -> tuple[Array, Array, Array]:
    """The parts `s`, `U` and `V`."""
    return y[..., 0, :], y[..., 1 : rows + 1, :], y[..., rows + 1 :, :]


def noise(s: Array, a: Array) -> Array:
    """Below this a number is a rounding error of the singular values. Shape: (..., 1)."""
    import numpy as np

    largest = np.abs(s).max(axis=-1, keepdims=True, initial=0.0)
    return TIED * max(a.shape[-2:]) * np.finfo(s.dtype).eps * largest


def reciprocals(s: Array, a: Array, forgiven: Array) -> tuple[Array, Array, Array]:
    """`1 / (s[j] - s[i])`, `1 / (s[j] + s[i])` and `1 / s`, NaN where they do not exist.

    Pairs of vectors that are `forgiven`, and each with itself, get 0.
    """
    import numpy as np

    held = stop(s)
    small = noise(held, a)
    alone = np.eye(held.shape[-1], dtype=bool)
    gaps, sums = (s[..., None, :] + sign * s[..., :, None] for sign in (-1, 1))
    found = []
    for of_pairs in (gaps, sums):
        lost = np.abs(stop(of_pairs)) <= small[..., None]
        inverse = op.where(lost, nan, 1 / op.where(lost, 1.0, of_pairs))
        found.append(op.where(alone | (lost & forgiven), 0.0, inverse))
    gone = held <= small
    single = op.where(gone, nan, 1 / op.where(gone, 1.0, s))
    return found[0], found[1], single


def push_a(a_dot: Array, y: Array, a: Array) -> Array:
    """The tangents of `s`, `U` and `V`, from `P = U.T @ A_dot @ V`."""
    m, n = a.shape[-2:]
    s, u, v = split(y, m)
    by_gap, by_sum, by_value = reciprocals(s, a, False)
    onto_v = a_dot @ v
    p = u.mT @ onto_v
    even, odd = by_gap * (p + p.mT) / 2, by_sum * (p - p.mT) / 2
    u_dot, v_dot = u @ (even + odd), v @ (even - odd)
    if m > n:
        u_dot = u_dot + (onto_v - u @ p) * by_value[..., None, :]
    if n > m:
        v_dot = v_dot + (a_dot.mT @ u - v @ p.mT) * by_value[..., None, :]
    s_dot = kept(op.sum(u * onto_v, axis=-2), s, a)
    return op.concatenate(s_dot[..., None, :], u_dot, v_dot, axis=-2)


def kept(s_bar: Array, s: Array, a: Array) -> Array:
    """The slopes of `s`: equal shares where values are equal, 0 where they are zero."""
    held = stop(s)
    return op.where(held <= noise(held, a), 0.0, op.mean_of_ties(s_bar, s))


def pull_a(y_bar: Array, y: Array, a: Array) -> Array:
    """`a_bar`, from the cotangents of `s`, `U` and `V` in the bases of the vectors."""
    import numpy as np

    m, n = a.shape[-2:]
    s, u, v = split(y, m)
    s_bar, u_bar, v_bar = split(y_bar, m)
    asked = [(stop(bar) != 0).any(axis=-2) for bar in (u_bar, v_bar)]
    idle = ~(asked[0] | asked[1])
    by_gap, by_sum, by_value = reciprocals(s, a, idle[..., None, :] & idle[..., :, None])
    of_u, of_v = u.mT @ u_bar, v.mT @ v_bar
    turn_u, turn_v = (of_u - of_u.mT) / 2, (of_v - of_v.mT) / 2
    inner = (turn_u + turn_v) * by_gap + (turn_u - turn_v) * by_sum
    alone = np.eye(s.shape[-1], dtype=bool)
    a_bar = u @ op.where(alone, kept(s_bar, s, a)[..., None, :], inner) @ v.mT
    if m > n:
        weights = op.where(asked[0], by_value, 0.0)[..., None, :]
        a_bar = a_bar + ((u_bar - u @ of_u) * weights) @ v.mT
    if n > m:
        weights = op.where(asked[1], by_value, 0.0)[..., None, :]
        a_bar = a_bar + u @ ((v_bar - v @ of_v) * weights).mT
    return a_bar


def target(a: shapes.Shape) -> shapes.Shape:
    """As many columns as there are singular values, and a row more than rows and columns."""
    m, n = a[-2:]
    return (*a[:-2], shapes.plus(m, n, 1), least(m, n))


def least(m: shapes.Dimension, n: shapes.Dimension) -> shapes.Dimension:
    """The smaller size; of two letters the second, as for a tall matrix."""
    return min(m, n) if isinstance(m, int) and isinstance(n, int) else n


rule = general(
    id="linalg.svd_parts",
    title="Singular values and vectors together",
    summary="The singular values of a matrix as a row, and below it the vectors of both sides.",
    function="svd_parts(A)",
    operands="A:(m,n) rank",
    result="Y",
    derivative={
        "true": (
            "Y[1:m + 1, :] @ diag(Y[0, :]) @ Y[m + 1:, :].T == A",
            "Y[1:m + 1, :].T @ Y[1:m + 1, :] == eye(n)",
            "Y[m + 1:, :].T @ Y[m + 1:, :] == eye(n)",
        ),
    },
    conditions="The singular values are all different, and none is zero.",
    op="svd_parts",
    primal=primal,
    shape=target,
    pushforward={"A": push_a},
    pullback={"A": pull_a},
    why=(
        "Differentiate `A = U @ diag(s) @ V.T` and multiply by `U.T` and `V`. With "
        "`P = U.T @ dA @ V` the diagonal says `ds = diagonal(P)`; the symmetric part of `P` over "
        "the gaps of `s`, and its skew part over the sums, are how the vectors turn among "
        "themselves. In a tall matrix the columns of `U` also turn out of their space, by "
        "`(eye(m) - U @ U.T) @ dA @ V / s`; in a wide one those of `V`. Sums and gaps of `s` are "
        "used rather than differences of squares, which lose digits."
    ),
    pitfalls=(
        "The sign of a pair of vectors is what LAPACK makes it; a loss should not depend on it. "
        "Equal singular values have no vectors of their own, and their derivative is NaN if they "
        "are used. The extra vectors of full matrices are arbitrary and have no derivative."
    ),
    vectors=(
        TestVector(
            operands={"A": [[3.0, 0.0], [0.0, 1.0], [0.0, 0.0]]},
            cotangent=[
                [5.0, 7.0],
                [0.0, 8.0],
                [0.0, 0.0],
                [6.0, 2.0],
                [0.0, 0.0],
                [4.0, 0.0],
            ],
            value=[[3.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[5.0, 0.5], [-2.5, 7.0], [2.0, 2.0]]},
        ),
        TestVector(
            name="wide",
            operands={"A": [[3.0, 0.0, 0.0], [0.0, 1.0, 0.0]]},
            cotangent=[
                [5.0, 7.0],
                [0.0, 0.0],
                [4.0, 0.0],
                [0.0, 8.0],
                [0.0, 0.0],
                [6.0, 2.0],
            ],
            value=[[3.0, 1.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]],
            gradients={"A": [[5.0, -2.5, 2.0], [0.5, 7.0, 2.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="equal singular values, values only",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[[3.0, 3.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]],
            value=[[2.0, 2.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[3.0, 0.0], [0.0, 3.0]]},
            why="No vector is used; the sum of equal singular values is smooth.",
        ),
        TestVector(
            name="equal singular values, vectors",
            operands={"A": [[2.0, 0.0], [0.0, 2.0]]},
            cotangent=[[0.0, 0.0], [0.0, 1.0], [0.0, 0.0], [0.0, 0.0], [0.0, 0.0]],
            value=[[2.0, 2.0], [1.0, 0.0], [0.0, 1.0], [1.0, 0.0], [0.0, 1.0]],
            gradients={"A": [[nan, nan], [nan, nan]]},
            why="Any two perpendicular vectors will do, and they jump when the matrix moves.",
        ),
    ),
    references=(
        "Papadopoulo & Lourakis 2000",
        "Townsend 2016",
        "Giles 2008, singular values",
    ),
    see_also=("linalg.svd", "linalg.svdvals", "linalg.svd.u", "linalg.svd.v"),
    tags=("singular value decomposition",),
)
