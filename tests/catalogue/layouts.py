"""How entries are laid out: column-major vectors, selections of entries, structured matrices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from jacobook.array_operators import ArrayOperators

Array = Any


def array(parts: Any) -> Array:
    """Nested lists as an array; `np.stack` where a part is being differentiated."""
    if not _is_traced(parts):
        return np.array(parts)
    return np.stack([array(part) for part in parts]) if isinstance(parts, list) else parts


def _is_traced(parts: Any) -> bool:
    if isinstance(parts, list):
        return any(map(_is_traced, parts))
    return isinstance(parts, ArrayOperators)


def vec(a: Array) -> Array:
    """The columns of a matrix below each other."""
    return np.reshape(a, -1, order="F")


def unvec(v: Array, m: int, n: int) -> Array:
    """The m by n matrix whose columns stand in `v`."""
    return np.reshape(v, (m, n), order="F")


def vech(a: Array) -> Array:
    """The columns of the lower triangle below each other."""
    columns, rows = np.triu_indices(len(a))
    return a[rows, columns]


def elimination(n: int) -> Array:
    """The matrix L with `L @ vec(A) == vech(A)`."""
    return np.stack([vech(unvec(unit, n, n)) for unit in np.eye(n * n)], axis=1)


def duplication(n: int) -> Array:
    """The matrix D with `D @ vech(A) == vec(A)` for symmetric A."""
    lower = np.stack([unvec(row, n, n) for row in elimination(n)])
    both = np.maximum(lower, np.swapaxes(lower, 1, 2))
    return np.stack([vec(matrix) for matrix in both], axis=1)


def commutation(m: int, n: int) -> Array:
    """The matrix K with `K @ vec(A) == vec(A.T)` for an m by n matrix A."""
    return np.stack([vec(unvec(unit, m, n).T) for unit in np.eye(m * n)], axis=1)


def basis(i: int, n: int) -> Array:
    """The unit vector along axis `i`, or one for each index."""
    return np.eye(n)[i]


def single(i: int, j: int, m: int, n: int) -> Array:
    """The matrix with a one at (i, j) and zeros elsewhere."""
    return np.outer(basis(i, m), basis(j, n))


def scatter_add(index: Sequence[int], values: Array, n: int) -> Array:
    """Zeros with `n` rows, to which the rows of `values` are added at `index`."""
    return np.eye(n)[:, index] @ values


def dilate(values: Array, stride: int, length: int) -> Array:
    """Zeros of this length with `values` at every stride-th place."""
    made = np.zeros(length)
    made[::stride] = values
    return made


def sym(a: Array) -> Array:
    """The symmetric part."""
    return (a + a.T) / 2


def skew(a: Array) -> Array:
    """The skew-symmetric part."""
    return (a - a.T) / 2


def copyltu(a: Array) -> Array:
    """The symmetric matrix with the lower triangle of `a`."""
    return np.tril(a) + np.tril(a, -1).T


def Phi(a: Array) -> Array:
    """The lower triangle with half the diagonal."""
    return np.tril(a, -1) + np.diag(np.diagonal(a)) / 2


def toeplitz(t: Array, n: int) -> Array:
    """The matrix whose entry (i, j) is `t[j - i + n - 1]`."""
    i, j = np.indices((n, n))
    return t[j - i + n - 1]


def trace_offset(a: Array, k: int) -> Array:
    """The sum of the k-th diagonal."""
    return np.trace(a, offset=k)


def alpha_toeplitz(a: Array) -> Array:
    """The matrix whose entry (i, j) is the sum of the (j - i)-th diagonal of `a.T`."""
    i, j = np.indices(a.shape)
    sums = {k: trace_offset(a.T, k) for k in range(1 - len(a), len(a))}
    return np.vectorize(sums.__getitem__)(j - i)


def circulant(t: Array) -> Array:
    """The matrix whose entry (i, j) is `t[(i - j) % n]`."""
    i, j = np.indices((len(t), len(t)))
    return t[(i - j) % len(t)]


LAYOUTS = [
    array,
    vec,
    unvec,
    vech,
    elimination,
    duplication,
    commutation,
    basis,
    single,
    scatter_add,
    dilate,
    sym,
    skew,
    copyltu,
    Phi,
    toeplitz,
    trace_offset,
    alpha_toeplitz,
    circulant,
]
