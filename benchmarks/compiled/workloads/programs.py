"""Long or scalar programs: many operations on little data."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from benchmarks.compiled.workload import Derivative, Function, Size, Workload

# ------------------------------------------------------------------------------- scalars


def scalar(xp: Any, repeats: int) -> Function:
    """Ten operations on a number, repeated."""

    def f(x: Any) -> Any:
        for _ in range(repeats):
            s = xp.sin(x)
            c = xp.exp(-(s * x))
            d = c + x
            x = x + xp.tanh(d) / (d * d + 1.5)
        return x

    return f


def scalar_grad(repeats: int) -> Function:
    """Value and slope go forward together."""

    def limit(x: Any) -> Any:
        slope = 1.0
        for _ in range(repeats):
            s = np.sin(x)
            c = np.exp(-(s * x))
            d = c + x
            e = np.tanh(d)
            h = d * d + 1.5
            q = e / h
            d_dot = 1.0 - c * (np.cos(x) * x + s)
            slope *= 1.0 + (1.0 - e * e - 2.0 * d * q) * d_dot / h
            x = x + q
        return slope

    return limit


SCALAR = Workload(
    name="scalar",
    summary="a chain of scalar operations",
    make=scalar,
    draw=lambda rng, _: (float(rng.uniform(0.3, 0.7)),),
    derivatives=(Derivative("grad", scalar_grad),),
    sizes=tuple(Size(f"{10 * n} ops", (1,), n) for n in (1, 3, 10)),
    kind="scalars",
)

# --------------------------------------------------------------------------------- chain

STEP = 1e-4


def chain(xp: Any, repeats: int) -> Function:
    """Five operations on a vector, repeated; no algebra shortens them."""

    def f(x: Any) -> Any:
        for _ in range(repeats):
            x = x + STEP * (xp.sin(x) * xp.cos(x))
        return xp.sum(x)

    return f


def chain_grad(repeats: int) -> Function:
    """Value and slopes go forward together, in place: nothing is kept."""

    def limit(x: Any) -> Any:
        x, slopes = x.copy(), np.ones_like(x)
        for _ in range(repeats):
            s = np.sin(x)
            c = np.cos(x)
            c *= s
            c *= STEP
            x += c
            s *= s
            s *= -2.0 * STEP
            s += 1.0 + STEP
            slopes *= s
        return slopes

    return limit


CHAIN = Workload(
    name="chain",
    summary="a long sequence of operations on 100 entries",
    make=chain,
    draw=lambda rng, n: (rng.uniform(0.1, 1.5, n),),
    derivatives=(Derivative("grad", chain_grad),),
    sizes=tuple(Size(f"10^{p} ops", (100,), 10**p // 5) for p in (3, 4, 5)),
    kind="chain",
)

# -------------------------------------------------------------------------- many arguments


def manyvars(xp: Any) -> Function:
    """Rosenbrock's function of single numbers."""

    def f(*x: Any) -> Any:
        total = 0.0
        for a, b in itertools.pairwise(x):
            total = total + 100.0 * (b - a * a) ** 2 + (1.0 - a) ** 2
        return total

    return f


def manyvars_grad(*x: float) -> list[float]:
    """The gradient of the function of a vector."""
    values = np.array(x)
    a = values[:-1]
    t = values[1:] - a * a
    slopes = np.zeros_like(values)
    slopes[:-1] = a * t * -400.0 + (a - 1.0) * 2.0
    slopes[1:] += 200.0 * t
    found: list[float] = slopes.tolist()
    return found


MANYVARS = Workload(
    name="manyvars",
    summary="Rosenbrock's function of many Python numbers",
    make=manyvars,
    draw=lambda rng, n: tuple(rng.uniform(0.5, 1.5, n).tolist()),
    derivatives=(Derivative("grad", manyvars_grad),),
    sizes=tuple(Size(f"{n} scalars", (n,)) for n in (10, 100, 1000)),
    variables=0,
    kind="many",
)

PROGRAMS = (SCALAR, CHAIN, MANYVARS)
