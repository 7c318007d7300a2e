"""Determinants, factorisations with fixed signs, and functions of matrices, by NumPy and SciPy.

SciPy's functions are called through their module, where the engine can answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.linalg
from layouts import array

Array = Any
Function = Callable[[Array], Array]


def logdet(a: Array) -> Array:
    """log |det a|."""
    return np.linalg.slogdet(a)[1]


def cofactor(a: Array) -> Array:
    """The cofactors, from minors: also of a singular matrix."""
    n = len(a)
    keep = [[k for k in range(n) if k != i] for i in range(n)]
    return array(
        [
            [(-1) ** (i + j) * np.linalg.det(a[np.ix_(keep[i], keep[j])]) for j in range(n)]
            for i in range(n)
        ]
    )


def adj(a: Array) -> Array:
    """The adjugate."""
    return cofactor(a).T


# -------------------------------------------------------------------------------- eigenvalues


def _signs(vectors: Array) -> Array:
    """The signs that make each column's product with a fixed vector positive."""
    return np.sign(np.cos(1 + np.arange(len(vectors))) @ vectors)


def eigvecs(a: Array) -> Array:
    """Eigenvectors of a symmetric matrix, by ascending eigenvalue."""
    vectors = np.linalg.eigh(a)[1]
    return vectors * _signs(vectors)


def eigvec(a: Array, i: int) -> Array:
    """One eigenvector of a symmetric matrix."""
    return eigvecs(a)[:, i]


def eig_w(a: Array) -> Array:
    """Eigenvalues of a matrix with real spectrum, ascending."""
    found = np.real(np.linalg.eigvals(a))
    return found[np.argsort(found)]


def eig_V(a: Array) -> Array:
    """Eigenvectors of a matrix with real spectrum, by ascending eigenvalue."""
    values, vectors = np.linalg.eig(a)
    ordered = np.real(vectors)[:, np.argsort(np.real(values))]
    return ordered * _signs(ordered)


def gap_recip(a: Array) -> Array:
    """1 / (a[j] - a[i]) at (i, j), and 0 on the diagonal."""
    unit = np.eye(len(a))
    return (1 - unit) / (a[None, :] - a[:, None] + unit)


def loewner(f: Function, df: Function, a: Array) -> Array:
    """Divided differences of `f` at the entries of `a`; its derivative on the diagonal."""
    return (f(a)[None, :] - f(a)[:, None]) * gap_recip(a) + np.diag(df(a))


# ---------------------------------------------------------------------------- other factors


def svd_u(a: Array) -> Array:
    """Left singular vectors."""
    u = np.linalg.svd(a, full_matrices=False)[0]
    return u * _signs(u)


def svd_v(a: Array) -> Array:
    """Right singular vectors, as columns."""
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return vt.T * _signs(u)


def polar_u(a: Array) -> Array:
    """The orthogonal factor of the polar decomposition."""
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    return u @ vt


def qr_q(a: Array) -> Array:
    """The orthonormal factor, for a positive diagonal of the other one."""
    q, r = np.linalg.qr(a)
    return q * np.sign(np.diagonal(r))


def qr_r(a: Array) -> Array:
    """The upper triangular factor, with positive diagonal."""
    r = np.linalg.qr(a)[1]
    return np.sign(np.diagonal(r))[:, None] * r


def lq_l(a: Array) -> Array:
    """The lower triangular factor of `a == L @ Q`."""
    return qr_r(a.T).T


def lq_q(a: Array) -> Array:
    """The factor with orthonormal rows of `a == L @ Q`."""
    return qr_q(a.T).T


def lu_l(a: Array) -> Array:
    """The unit lower triangular factor, without pivoting."""
    if len(a) == 1:
        return np.ones((1, 1))
    below = a[1:, :1] / a[0, 0]
    corner = np.block([np.ones((1, 1)), np.zeros((1, len(a) - 1))])
    return np.block([[corner], [below, lu_l(a[1:, 1:] - below * a[0, 1:])]])


def lu_u(a: Array) -> Array:
    """The upper triangular factor, without pivoting."""
    return np.linalg.solve(lu_l(a), a)


# ---------------------------------------------------------------------- functions of matrices


def block_frechet(f: Function, a: Array, e: Array) -> Array:
    """The derivative of a matrix function at `a` along `e`: a block of a larger value."""
    n = len(a)
    return f(np.block([[a, e], [np.zeros((n, n)), a]]))[:n, n:]


def integrate01(g: Callable[[float], Array]) -> Array:
    """The integral over [0, 1], by Gauss's rule."""
    nodes, weights = np.polynomial.legendre.leggauss(30)
    return sum(w / 2 * g((t + 1) / 2) for t, w in zip(nodes, weights, strict=True))


def sylvester(a: Array, b: Array, c: Array) -> Array:
    """The solution of `a @ X + X @ b == c`."""
    return scipy.linalg.solve_sylvester(a, b, c)


def fixed_point(g: Callable[[Array, Array], Array], theta: Array, x: Array) -> Array:
    """The solution of `g(x, theta) == x` for a contraction, by iteration from `x`."""
    for _ in range(40):
        x = g(x, theta)
    return x


FACTORS: dict[str, Callable[..., Array]] = {
    "logdet": logdet,
    "logabsdet": logdet,
    "adj": adj,
    "cofactor": cofactor,
    "eigvalsh": lambda a: np.linalg.eigvalsh(a),
    "eigvecs": eigvecs,
    "eigvec": eigvec,
    "eig_w": eig_w,
    "eig_V": eig_V,
    "gap_recip": gap_recip,
    "loewner": loewner,
    "svd_u": svd_u,
    "svd_v": svd_v,
    "svdvals": lambda a: np.linalg.svd(a, compute_uv=False),
    "polar_u": polar_u,
    "qr_q": qr_q,
    "qr_r": qr_r,
    "lq_l": lq_l,
    "lq_q": lq_q,
    "lu_l": lu_l,
    "lu_u": lu_u,
    "pinv_fullrank": lambda a: np.linalg.pinv(a),
    "expm": lambda a: scipy.linalg.expm(a),
    "logm": lambda a: scipy.linalg.logm(a),
    "sqrtm": lambda a: scipy.linalg.sqrtm(a),
    "signm": lambda a: scipy.linalg.signm(a),
    "sinm": lambda a: scipy.linalg.sinm(a),
    "cosm": lambda a: scipy.linalg.cosm(a),
    "sylvester": sylvester,
    "block_frechet": block_frechet,
    "integrate01": integrate01,
    "fixed_point": fixed_point,
}
