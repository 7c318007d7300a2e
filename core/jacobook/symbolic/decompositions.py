"""What decompositions of matrices mean, by formulas without iteration.

Factors by elimination and by Gram-Schmidt are exact at every size. Eigenvalues are the roots of the
characteristic polynomial, so everything that rests on them stays at 2 by 2, or at two columns.
Change this file for another decomposition; `arrays` says under which name it is found.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy

from jacobook.rule import Array
from jacobook.symbolic.entries import as_array, each, filled
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.linear_algebra import adjugate, det, inv

# ------------------------------------------------------------------------------ by elimination


def cholesky(x: Array, upper: bool = False) -> Array:
    """The triangular factor with positive diagonal, row by row."""
    n = len(x)
    found = filled(x.shape)
    for i, j in np.ndindex(n, n):
        if j > i:
            continue
        rest = x[i, j] - found[i, :j] @ found[j, :j]
        found[i, j] = sympy.sqrt(rest) if i == j else rest / found[j, j]
    return found.T if upper else found


def solve_triangular(
    a: Array,
    b: Array,
    trans: Any = 0,
    lower: bool = False,
    unit_diagonal: bool = False,
    **_: bool,
) -> Array:
    """The solution of `a @ x = b`, of which only a triangle of `a` is read."""
    triangle = np.tril(a) if lower else np.triu(a)
    if unit_diagonal:
        triangle = np.where(np.eye(len(a), dtype=bool), sympy.S.One, triangle)
    forward = lower == (trans in (0, "N"))
    triangle = triangle if trans in (0, "N") else triangle.T
    found = filled(b.shape)
    for i in range(len(a)) if forward else reversed(range(len(a))):
        found[i] = (b[i] - triangle[i] @ found) / triangle[i, i]
    return found


def qr_parts(x: Array) -> Array:
    """`Q`, and below it `R.T`: `R` is the Cholesky factor of `x.T @ x`, so its diagonal is positive."""
    m, n = x.shape
    square = x[:, : min(m, n)]
    q = square @ inv(cholesky(square.T @ square, upper=True))
    return np.concatenate([q, (q.T @ x).T])


def pinv(x: Array, **_: Any) -> Array:
    """The pseudo-inverse of a matrix of full rank, from the normal equations."""
    m, n = x.shape
    return inv(x.T @ x) @ x.T if m >= n else x.T @ inv(x @ x.T)


def lstsq(a: Array, b: Array, **_: Any) -> Array:
    """The shortest of the best solutions of `a @ x = b`, for a matrix of full rank."""
    return pinv(a) @ b


def sylvester(a: Array, b: Array, c: Array) -> Array:
    """The solution of `a @ x + x @ b = c`, by the characteristic polynomial of `b`.

    By Cayley and Hamilton `x` drops out of `p(-a) @ x`, so that no larger system is solved.
    """
    if b.shape != (2, 2):
        raise UnsupportedOperation(f"a Sylvester equation with a matrix of shape {b.shape}")
    polynomial = a @ a + np.trace(b) * a + det(b) * _eye(len(a))
    return inv(polynomial) @ (a @ c + c @ adjugate(b))


# ------------------------------------------------------------------------------- by eigenvalues


def _eye(n: int) -> Array:
    return as_array(np.eye(n, dtype=int))


def _require_two(x: Array, what: str) -> None:
    if x.shape != (2, 2):
        raise UnsupportedOperation(
            f"{what} of a matrix of shape {x.shape}: the roots of its characteristic polynomial "
            "are written down for 2 by 2 only"
        )


def _eigenvalues(x: Array) -> Array:
    """Both roots of the characteristic polynomial, the smaller first."""
    _require_two(x, "the eigenvalues")
    half = np.trace(x) / 2
    apart = sympy.sqrt(((x[0, 0] - x[1, 1]) / 2) ** 2 + x[0, 1] * x[1, 0])
    return np.array([half - apart, half + apart], dtype=object)


def _eigenvectors(x: Array, values: Array) -> Array:
    """A unit vector for each eigenvalue, as columns; the entry beside the diagonal is not zero."""
    directions = np.array([filled((2,), x[0, 1]), values - x[0, 0]], dtype=object)
    lengths = each(sympy.sqrt, as_array(np.sum(directions**2, axis=0)))
    return directions / lengths


def _triangle_mirrored(x: Array, uplo: str = "L") -> Array:
    """The symmetric matrix of which one triangle is read."""
    below = np.tri(len(x), k=-1, dtype=bool)
    return np.where(below.T, x.T, x) if uplo == "L" else np.where(below, x.T, x)


def eigvals(x: Array) -> Array:
    """The eigenvalues of a matrix for which they are real."""
    return _eigenvalues(x)


def eig_parts(x: Array) -> Array:
    """The eigenvalues as a row, and below them the eigenvectors as columns."""
    values = _eigenvalues(x)
    return np.concatenate([values[None, :], _eigenvectors(x, values)])


def eigvalsh(x: Array) -> Array:
    """The eigenvalues of a symmetric matrix, in ascending order."""
    return _eigenvalues(_triangle_mirrored(x))


def eigh_parts(x: Array, uplo: str = "L", **_: Any) -> Array:
    """The eigenvalues of a symmetric matrix as a row, and below them the eigenvectors."""
    return eig_parts(_triangle_mirrored(x, uplo))


def svd_parts(x: Array) -> Array:
    """The singular values as a row, below them the left and the right singular vectors."""
    m, n = x.shape
    if m < n:
        values, right, left = np.split(svd_parts(x.T), [1, 1 + n])
        return np.concatenate([values, left, right])
    parts = eig_parts(x.T @ x)[:, ::-1]
    values, right = each(sympy.sqrt, parts[:1]), parts[1:]
    return np.concatenate([values, x @ right / values, right])


def svdvals(x: Array) -> Array:
    """The singular values, in descending order."""
    m, n = x.shape
    return each(sympy.sqrt, _eigenvalues(x.T @ x if m >= n else x @ x.T)[::-1])


def spectral(x: Array) -> Any:
    """The largest singular value."""
    return svdvals(x)[0]


def nuclear(x: Array) -> Any:
    """The sum of the singular values: the trace of the root of `x.T @ x`."""
    m, n = x.shape
    return np.trace(root(x.T @ x if m >= n else x @ x.T))


def root(x: Array) -> Array:
    """The square root whose eigenvalues have a positive real part, by Cayley and Hamilton."""
    _require_two(x, "the root")
    size = sympy.sqrt(det(x))
    return (x + size * _eye(2)) / sympy.sqrt(np.trace(x) + 2 * size)


def polar_factor(x: Array) -> Array:
    """The matrix with orthonormal columns, or rows, that is nearest to `x`."""
    m, n = x.shape
    return x @ inv(root(x.T @ x)) if m >= n else inv(root(x @ x.T)) @ x


def leading_dyad(x: Array) -> Array:
    """The outer product of the singular vectors to the largest singular value."""
    m, _ = x.shape
    first = svd_parts(x)[1:, 0]
    return np.outer(first[:m], first[m:])
