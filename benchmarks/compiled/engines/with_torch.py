"""PyTorch, eager: by `torch.autograd` and by `torch.func`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch

from benchmarks.compiled.engines.base import Array, Engine, Functional, parts, split
from benchmarks.compiled.workload import Function, Row

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)


class Names:
    """PyTorch under NumPy's names, where they differ."""

    linalg = torch.linalg

    def __getattr__(self, name: str) -> Any:
        """The rest is called the same."""
        return getattr(torch, name)

    @staticmethod
    def maximum(bound: float, x: Any) -> Any:
        """The larger of a number and each entry."""
        return torch.clamp(x, min=bound)


NAMES = Names()


def _arrays(result: Any) -> list[Array]:
    return [np.asarray(part.detach()) for part in parts(result)]


class _Torch:
    """How arguments and results are translated."""

    def argument(self, given: Any) -> Any:
        """A tensor; contiguous arrays share their memory."""
        return torch.as_tensor(given)

    def arrays(self, row: Row, result: Any) -> list[Array]:
        """The tensors as arrays."""
        return _arrays(result)


class TorchFunc(_Torch, Functional):
    """The functional transformations."""

    xp = NAMES
    names = SimpleNamespace(
        grad=torch.func.grad,
        value_and_grad=lambda f, argnums: _swapped(torch.func.grad_and_value(f, argnums)),
        hessian=torch.func.hessian,
        jacobian=torch.func.jacrev,
        hvp=lambda f, xs, vs: torch.func.jvp(torch.func.grad(f), xs, vs)[1],
        jvp=torch.func.jvp,
        vjp=torch.func.vjp,
    )


def _swapped(f: Function) -> Function:
    return lambda *given: f(*given)[::-1]


class Torch(_Torch, Engine):
    """The tape: `torch.autograd`."""

    def derivative(self, row: Row) -> Function | None:
        """By one or two backward passes, or by `torch.autograd.functional`."""
        return _DERIVATIVES[row.derivative.name](row.function(NAMES), row)


def _watched(xs: Sequence[Any]) -> tuple[Any, ...]:
    return tuple(x.detach().requires_grad_() for x in xs)


def _one_or_all(found: Sequence[Any]) -> Any:
    return found[0] if len(found) == 1 else tuple(found)


def _value_and_grad(f: Function, row: Row) -> Function:
    count = row.variables

    def both(*given: Any) -> Any:
        xs = _watched(given[:count])
        y = f(*xs, *given[count:])
        return y, _one_or_all(torch.autograd.grad(y, xs))

    return both


def _grad(f: Function, row: Row) -> Function:
    both = _value_and_grad(f, row)
    return lambda *given: both(*given)[1]


def _whole(name: str) -> Callable[[Function, Row], Function]:
    def derivative(f: Function, row: Row) -> Function:
        product = getattr(torch.autograd.functional, name)
        return lambda x, *rest: product(lambda x: f(x, *rest), x)

    return derivative


def _hvp(f: Function, row: Row) -> Function:
    def along(x: Any, *given: Any) -> Any:
        (x,), v = _watched([x]), given[-1]
        (slopes,) = torch.autograd.grad(f(x, *given[:-1]), x, create_graph=True)
        return torch.autograd.grad(slopes, x, v)[0]

    return along


def _vjp(f: Function, row: Row) -> Function:
    def against(*given: Any) -> Any:
        xs, rest, (y_bar,) = split(given, row.variables, 1)
        xs = _watched(xs)
        y = f(*xs, *rest)
        return y, torch.autograd.grad(y, xs, y_bar)

    return against


def _jvp(f: Function, row: Row) -> Function:
    def along(*given: Any) -> Any:
        xs, rest, vs = split(given, row.variables, row.variables)
        with torch.autograd.forward_ad.dual_level():
            duals = map(torch.autograd.forward_ad.make_dual, xs, vs)
            return tuple(torch.autograd.forward_ad.unpack_dual(f(*duals, *rest)))

    return along


_DERIVATIVES: dict[str, Callable[[Function, Row], Function]] = {
    "grad": _grad,
    "value_and_grad": _value_and_grad,
    "hessian": _whole("hessian"),
    "jacobian": _whole("jacobian"),
    "hvp": _hvp,
    "jvp": _jvp,
    "vjp": _vjp,
}
