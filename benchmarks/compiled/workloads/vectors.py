"""Functions of one vector: element-wise, with sums, with neighbours."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks.compiled.workload import Derivative, Function, Size, Workload


def _sizes(*counts: int) -> tuple[Size, ...]:
    return tuple(Size(f"n={n}", (n,)) for n in counts)


def _normal(rng: np.random.Generator, n: int) -> tuple[Any, ...]:
    return (rng.standard_normal(n),)


def _diagonal(entries: Any) -> Any:
    """A diagonal matrix; the zeros are never written."""
    n = len(entries)
    full = np.zeros((n, n))
    full.reshape(-1)[:: n + 1] = entries
    return full


# ----------------------------------------------------------------------------------- vec


def vec(xp: Any) -> Function:
    """Ten element-wise operations and a sum."""

    def f(x: Any) -> Any:
        a = xp.sin(x)
        c = xp.exp(-(a * x))
        d = c + x
        h = xp.tanh(d) * a / d
        return xp.sum(xp.log(d) - h)

    return f


def vec_grad(x: Any) -> Any:
    """The chain rule entry by entry, with shared parts."""
    a, slope = np.sin(x), np.cos(x)
    c = a * x
    np.negative(c, out=c)
    np.exp(c, out=c)
    d = c + x
    e = np.tanh(d)
    d_dot = slope * x
    d_dot += a
    d_dot *= c
    np.subtract(1.0, d_dot, out=d_dot)
    slope *= e
    h = e * a
    h /= d
    e *= e
    np.subtract(1.0, e, out=e)
    e *= a
    e *= d_dot
    slope += e
    h += 1.0
    h *= d_dot
    h -= slope
    h /= d
    return h


VEC = Workload(
    name="vec",
    summary="ten element-wise operations on a vector, summed",
    make=vec,
    draw=lambda rng, n: (rng.uniform(0.1, 1.0, n),),
    derivatives=(Derivative("grad", vec_grad),),
    sizes=(*_sizes(3, 1000), Size("n=10^6", (10**6,))),
)

# --------------------------------------------------------------------------- elementwise


def elementwise(xp: Any) -> Function:
    """Element-wise operations: the Jacobian is diagonal."""

    def f(x: Any) -> Any:
        return xp.tanh(xp.sin(x) * xp.exp(-x)) + x / (1.0 + x * x)

    return f


def elementwise_slopes(x: Any) -> Any:
    """The diagonal."""
    s, e = np.sin(x), np.exp(-x)
    t = np.tanh(s * e)
    square = x * x
    u = 1.0 + square
    return (1.0 - t * t) * (np.cos(x) - s) * e + (1.0 - square) / (u * u)


def elementwise_jacobian(x: Any) -> Any:
    """The diagonal on zeros."""
    return _diagonal(elementwise_slopes(x))


ELEMENTWISE = Workload(
    name="elementwise",
    summary="a chain of element-wise operations, whose Jacobian is diagonal",
    make=elementwise,
    draw=_normal,
    derivatives=(
        Derivative(
            "jacobian", elementwise_jacobian, structured=elementwise_slopes, has_structure=True
        ),
    ),
    sizes=_sizes(10, 200, 2000),
)

# ----------------------------------------------------------------------- softmax and lse


def softmax(xp: Any) -> Function:
    """Exponentials over their sum."""

    def f(x: Any) -> Any:
        e = xp.exp(x)
        return e / xp.sum(e)

    return f


def softmax_value(x: Any) -> Any:
    """The function itself: with it the Jacobian is known."""
    e = np.exp(x)
    e /= np.add.reduce(e)
    return e


def softmax_jacobian(x: Any) -> Any:
    """`diag(s) - s s'`."""
    s = softmax_value(x)
    full = np.multiply.outer(-s, s)
    full.reshape(-1)[:: len(s) + 1] += s
    return full


def lse(xp: Any) -> Function:
    """The logarithm of a sum of exponentials."""
    return lambda x: xp.log(xp.sum(xp.exp(x)))


SOFTMAX = Workload(
    name="softmax",
    summary="exponentials over their sum",
    make=softmax,
    draw=_normal,
    derivatives=(
        Derivative("jacobian", softmax_jacobian, structured=softmax_value, has_structure=True),
    ),
    sizes=_sizes(5, 200, 2000),
)
LSE = Workload(
    name="lse",
    summary="the logarithm of a sum of exponentials",
    make=lse,
    draw=_normal,
    derivatives=(Derivative("hessian", softmax_jacobian),),
    sizes=_sizes(5, 200, 2000),
)

# --------------------------------------------------------------------------------- rosen


def rosen(xp: Any) -> Function:
    """Rosenbrock's function of a vector."""

    def f(x: Any) -> Any:
        a = x[:-1]
        return xp.sum(100.0 * (x[1:] - a * a) ** 2 + (1.0 - a) ** 2)

    return f


def rosen_hvp(x: Any, v: Any) -> Any:
    """The three diagonals of the Hessian times a vector."""
    a, left = x[:-1], v[:-1]
    t = 400.0 * a
    product = np.zeros_like(x)
    main = 3.0 * a
    main *= t
    main -= 400.0 * x[1:]
    main += 2.0
    main *= left
    product[:-1] = main
    product[:-1] -= t * v[1:]
    t *= left
    product[1:] += 200.0 * v[1:]
    product[1:] -= t
    return product


ROSEN = Workload(
    name="rosen",
    summary="Rosenbrock's function of a vector",
    make=rosen,
    draw=lambda rng, n: (rng.uniform(0.5, 1.5, n),),
    derivatives=(Derivative("hvp", rosen_hvp, directions=_normal),),
    sizes=tuple(Size(f"n=10^{p}", (10**p,)) for p in (3, 5, 6)),
)

VECTORS = (VEC, ELEMENTWISE, SOFTMAX, LSE, ROSEN)
