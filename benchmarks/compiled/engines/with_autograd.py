"""autograd: derivatives of functions over its own copy of NumPy's names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import autograd
import autograd.numpy as anp

from benchmarks.compiled.engines.base import Engine, split
from benchmarks.compiled.workload import Function, Row


class Autograd(Engine):
    """Traces at each call."""

    def derivative(self, row: Row) -> Function | None:
        """By autograd's own function for it."""
        return _DERIVATIVES[row.derivative.name](row.function(anp), row)


def _whole(name: str) -> Callable[[Function, Row], Function]:
    def derivative(f: Function, row: Row) -> Function:
        found: Function = getattr(autograd, name)(f, row.argnums)
        return found

    return derivative


def _hvp(f: Function, row: Row) -> Function:
    found: Function = autograd.hessian_vector_product(f)
    return found


def _vjp(f: Function, row: Row) -> Function:
    make = autograd.make_vjp(f, row.argnums)

    def against(*given: Any) -> Any:
        xs, rest, (y_bar,) = split(given, row.variables, 1)
        pullback, y = make(*xs, *rest)
        return y, pullback(y_bar)

    return against


def _jvp(f: Function, row: Row) -> Function:
    make = autograd.differential_operators.make_jvp(f, row.argnums)

    def along(*given: Any) -> Any:
        xs, rest, vs = split(given, row.variables, row.variables)
        return make(*xs, *rest)(vs)

    return along


_DERIVATIVES: dict[str, Callable[[Function, Row], Function]] = {
    **{name: _whole(name) for name in ("grad", "value_and_grad", "hessian", "jacobian")},
    "hvp": _hvp,
    "jvp": _jvp,
    "vjp": _vjp,
}
