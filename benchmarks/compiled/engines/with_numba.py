"""Loops by hand, compiled by Numba: what fusing could give for scalars and element-wise work."""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np

from benchmarks.compiled.engines.base import Engine
from benchmarks.compiled.workload import Function, Row
from benchmarks.compiled.workloads.programs import STEP


def _scalar(repeats: int) -> Function:
    def grad(x: float) -> float:
        slope = 1.0
        for _ in range(repeats):
            s = math.sin(x)
            c = math.exp(-(s * x))
            d = c + x
            e = math.tanh(d)
            h = d * d + 1.5
            q = e / h
            slope *= 1.0 + (1.0 - e * e - 2.0 * d * q) * (1.0 - c * (math.cos(x) * x + s)) / h
            x = x + q
        return slope

    return grad


def _chain(repeats: int) -> Function:
    def grad(x: Any) -> Any:
        slopes = np.ones_like(x)
        for i in range(len(x)):
            a, slope = x[i], 1.0
            for _ in range(repeats):
                s, c = math.sin(a), math.cos(a)
                a += STEP * (s * c)
                slope *= 1.0 + STEP * (c * c - s * s)
            slopes[i] = slope
        return slopes

    return grad


def _vec(x: Any) -> Any:
    slopes = np.empty_like(x)
    for i in range(len(x)):
        a, slope = math.sin(x[i]), math.cos(x[i])
        c = math.exp(-(a * x[i]))
        d = c + x[i]
        d_dot = 1.0 - c * (slope * x[i] + a)
        e = math.tanh(d)
        g_dot = (1.0 - e * e) * d_dot * a + e * slope
        slopes[i] = (d_dot * (1.0 + e * a / d) - g_dot) / d
    return slopes


def _elementwise(x: Any) -> Any:
    n = len(x)
    full = np.zeros((n, n))
    for i in range(n):
        s, e = math.sin(x[i]), math.exp(-x[i])
        t = math.tanh(s * e)
        u = 1.0 + x[i] * x[i]
        full[i, i] = (1.0 - t * t) * (math.cos(x[i]) - s) * e + (2.0 - u) / (u * u)
    return full


def _rosen(x: Any, v: Any) -> Any:
    product = np.zeros_like(x)
    for i in range(len(x) - 1):
        t = 400.0 * x[i]
        product[i] += (3.0 * t * x[i] - 400.0 * x[i + 1] + 2.0) * v[i] - t * v[i + 1]
        product[i + 1] += 200.0 * v[i + 1] - t * v[i]
    return product


FORMS: dict[str, Function] = {
    "warm_up/grad": lambda x: 2.0 * x,
    "scalar/grad": _scalar,
    "chain/grad": _chain,
    "vec/grad": _vec,
    "elementwise/jacobian": _elementwise,
    "rosen/hvp": _rosen,
}


class Numba(Engine):
    """Hand-written loops."""

    def derivative(self, row: Row) -> Function | None:
        """The loop for this row, compiled at its first call."""
        form = FORMS.get(row.case)
        if form is None:
            return None
        found: Function = numba.njit(form(row.size.repeats) if row.size.repeats else form)
        return found
