"""Functions of matrices: products, factorisations, inverses, stacks of small ones."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.compiled.workload import Derivative, Function, Size, Workload


def _sizes(*counts: int) -> tuple[Size, ...]:
    return tuple(Size(f"n={n}", (n,)) for n in counts)


# ------------------------------------------------------------------------------------ mf

RANK = 5


def mf(xp: Any) -> Function:
    """The squared error of a factorisation."""
    return lambda U, V, T: xp.sum((T - U @ V.T) ** 2)


def draw_mf(rng: np.random.Generator, n: int) -> tuple[Any, ...]:
    """Two factors of low rank and a square matrix."""
    U, V = rng.standard_normal((2, n, RANK))
    return U.copy(), V.copy(), rng.standard_normal((n, n))


def mf_grad(U: Any, V: Any, T: Any) -> Any:
    """By the residual."""
    R = U @ V.T
    R -= T
    return R @ (2.0 * V)


def mf_grad_without_residual(U: Any, V: Any, T: Any) -> Any:
    """`U (V'V) - T V`: the residual is never formed."""
    found = U @ (V.T @ V)
    found -= T @ V
    found *= 2.0
    return found


def mf_core(U: Any, V: Any, T: Any) -> Any:
    """The one block that the Hessian repeats."""
    return V.T @ (2.0 * V)


def mf_hessian(U: Any, V: Any, T: Any) -> Any:
    """The block on zeros, once for each row; the zeros are never written."""
    n, k = U.shape
    full = np.zeros((n, k, n, k))
    np.einsum("iaib->iab", full)[...] = mf_core(U, V, T)
    return full


MF = Workload(
    name="mf",
    summary=f"the squared error of a factorisation of rank {RANK}, by one factor",
    make=mf,
    draw=draw_mf,
    derivatives=(
        Derivative("grad", mf_grad, algebra=mf_grad_without_residual),
        Derivative(
            "hessian",
            mf_hessian,
            structured=mf_core,
            sizes=_sizes(10, 50, 200),
            has_structure=True,
        ),
    ),
    sizes=_sizes(20, 200, 1000),
)

# ---------------------------------------------------------------------------------- quad


def quad(xp: Any) -> Function:
    """A quadratic form."""
    return lambda x, A: x @ A @ x


def quad_grad(x: Any, A: Any) -> Any:
    """`A x + A'x`."""
    found = A @ x
    found += x @ A
    return found


def quad_hessian(x: Any, A: Any) -> Any:
    """`A + A'`."""
    return A + A.T


QUAD = Workload(
    name="quad",
    summary="a quadratic form",
    make=quad,
    draw=lambda rng, n: (rng.standard_normal(n), rng.standard_normal((n, n))),
    derivatives=(
        Derivative("grad", quad_grad),
        Derivative("hessian", quad_hessian, has_structure=True),
    ),
    sizes=_sizes(10, 300, 2000),
)

# ------------------------------------------------------------------------ logdet and trinv


def _regular(rng: np.random.Generator, n: int) -> Any:
    """A matrix far from singular."""
    return rng.standard_normal((n, n)) / np.sqrt(n) + 3.0 * np.eye(n)


def logdet(xp: Any) -> Function:
    """The logarithm of the size of a determinant."""
    return lambda A: xp.linalg.slogdet(A)[1]


def logdet_grad(A: Any) -> Any:
    """The transposed inverse."""
    return np.linalg.inv(A).T


LOGDET = Workload(
    name="logdet",
    summary="the logarithm of a determinant",
    make=logdet,
    draw=lambda rng, n: (_regular(rng, n),),
    derivatives=(Derivative("grad", logdet_grad),),
    sizes=_sizes(5, 50, 500),
)


def trinv(xp: Any) -> Function:
    """The trace of an inverse times a matrix."""
    return lambda A, B: xp.trace(xp.linalg.inv(A) @ B)


def trinv_grad(A: Any, B: Any) -> Any:
    """One inverse and two products."""
    inverse = np.linalg.inv(A)
    found = inverse @ B @ inverse
    return np.negative(found, out=found).T


TRINV = Workload(
    name="trinv",
    summary="the trace of an inverse times a matrix",
    make=trinv,
    draw=lambda rng, n: (_regular(rng, n), rng.standard_normal((n, n))),
    derivatives=(Derivative("grad", trinv_grad),),
    sizes=_sizes(5, 50, 500),
)

# -------------------------------------------------------------------------------- stacks

SIDE = 5


def _stack(rng: np.random.Generator, n: int) -> Any:
    return rng.standard_normal((n, SIDE, SIDE)) / 2 + 2.0 * np.eye(SIDE)


def batchinv(xp: Any) -> Function:
    """A weighted sum of the entries of inverses."""
    return lambda A, C: xp.sum(xp.linalg.inv(A) * C)


def batchinv_grad(A: Any, C: Any) -> Any:
    """Two products with the transposed inverses."""
    inverse = np.linalg.inv(A).swapaxes(-1, -2)
    found = inverse @ C @ inverse
    return np.negative(found, out=found)


BATCHINV = Workload(
    name="batchinv",
    summary="inverses of a stack of 5 x 5 matrices",
    make=batchinv,
    draw=lambda rng, n: (_stack(rng, n), rng.standard_normal((n, SIDE, SIDE))),
    derivatives=(Derivative("grad", batchinv_grad),),
    sizes=_sizes(10, 300, 10000),
)


def batchdet(xp: Any) -> Function:
    """A sum of determinants."""
    return lambda A: xp.sum(xp.linalg.det(A))


def batchdet_grad(A: Any) -> Any:
    """Determinants times transposed inverses."""
    return np.linalg.det(A)[:, None, None] * np.linalg.inv(A).swapaxes(-1, -2)


BATCHDET = Workload(
    name="batchdet",
    summary="determinants of a stack of 5 x 5 matrices",
    make=batchdet,
    draw=lambda rng, n: (_stack(rng, n),),
    derivatives=(Derivative("grad", batchdet_grad),),
    sizes=_sizes(10, 300, 10000),
)

MATRICES = (MF, QUAD, LOGDET, TRINV, BATCHINV, BATCHDET)
