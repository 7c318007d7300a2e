"""PyTensor: graphs of symbols, rewritten, and compiled with Numba for one thread."""

from __future__ import annotations

import atexit
import os
import tempfile
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

_CACHE = tempfile.TemporaryDirectory()  # so that set-up is not helped by earlier runs
atexit.register(_CACHE.cleanup)
os.environ.setdefault("PYTENSOR_FLAGS", f"base_compiledir={_CACHE.name}")

import pytensor
import pytensor.tensor as pt
from pytensor import gradient

from benchmarks.compiled.engines.base import Engine
from benchmarks.compiled.workload import Function, Row

LONGEST = 1000
"""Graphs of more operations, or of as many variables, take minutes to compile."""


class Names:
    """PyTensor under NumPy's names, where they differ."""

    linalg = pt.linalg

    def __getattr__(self, name: str) -> Any:
        """The rest is called the same."""
        return getattr(pt, name)


class PyTensor(Engine):
    """Symbols of known rank and any size; a derivative is a PyTensor function."""

    def derivative(self, row: Row) -> Function | None:
        """The derivative as a compiled function."""
        if 5 * row.size.repeats >= LONGEST or row.variables >= LONGEST:
            return None
        f, given = row.function(Names()), [_symbol(a) for a in row.operands()]
        along = [_symbol(a) for a in row.directions()]
        inputs, results = _DERIVATIVES[row.derivative.name](f, given, along, row)
        found: Function = pytensor.function(
            inputs, results if len(results) > 1 else results[0], trust_input=True
        )
        return found

    def argument(self, given: Any) -> Any:
        """An array, also for a number."""
        return np.asarray(given)


Made = tuple[list[Any], list[Any]]


def _symbol(value: Any) -> Any:
    return pt.tensor(dtype="float64", shape=(None,) * np.ndim(value))


def _value_and_grad(f: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    y = f(*xs)
    return xs, [y, *gradient.grad(y, xs[: row.variables])]


def _grad(f: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    return xs, _value_and_grad(f, xs, vs, row)[1][1:]


def _hessian(f: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    """By the entries in rows; all passes at once."""
    x = xs[0]
    flat = x.reshape((-1,))
    y = f(flat.reshape(x.shape), *xs[1:])
    return xs, [gradient.jacobian(gradient.grad(y, flat), flat, vectorize=True)]


def _jacobian(f: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    return xs, [gradient.jacobian(f(*xs), xs[0], vectorize=True)]


def _hvp(f: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    slopes = gradient.grad(f(*xs), xs[0])
    return [*xs, *vs], [gradient.grad(pt.sum(slopes * vs[0]), xs[0], consider_constant=vs)]


def _vjp(f: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    y = f(*xs)
    bars = gradient.grad(None, xs[: row.variables], known_grads={y: vs[0]})
    return [*xs, *vs], [y, *bars]


def _jvp(f: Function, xs: list[Any], vs: Sequence[Any], row: Row) -> Made:
    y = f(*xs)
    return [*xs, *vs], [y, gradient.pushforward(y, xs[: row.variables], list(vs))]


_DERIVATIVES: dict[str, Callable[..., Made]] = {
    "grad": _grad,
    "value_and_grad": _value_and_grad,
    "hessian": _hessian,
    "jacobian": _jacobian,
    "hvp": _hvp,
    "vjp": _vjp,
    "jvp": _jvp,
}
