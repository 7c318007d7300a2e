"""What an engine is: it takes a row and gives the derivative as a function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from benchmarks.compiled.workload import Function, Row

Array = np.ndarray[Any, Any]


class Engine:
    """Something that makes derivatives; one per process.

    A subclass says in `derivative` how, and changes the rest where its library needs it.
    """

    def derivative(self, row: Row) -> Function | None:
        """The derivative of a row's function, or `None` if there is no such form."""
        raise NotImplementedError(f"{type(self).__name__} has to say how it differentiates")

    def arguments(self, row: Row) -> tuple[Any, ...]:
        """The operands and directions of a row, as the library likes them best."""
        return tuple(self.argument(a) for a in (*row.operands(), *row.directions()))

    def argument(self, given: Any) -> Any:
        """One operand, as the library likes it best."""
        return given

    def arrays(self, row: Row, result: Any) -> list[Array]:
        """The parts of a result, for comparison."""
        return [np.asarray(part) for part in parts(result)]

    def emitted(self, row: Row) -> Function | None:
        """What a compiled derivative calls inside, if that can be had."""
        return None


def parts(result: Any) -> list[Any]:
    """The leaves of nested tuples and lists."""
    if isinstance(result, tuple | list):
        return [leaf for part in result for leaf in parts(part)]
    return [result]


class Functional(Engine):
    """An engine over a library with JAX's names: `grad(f, argnums)`, `jvp(f, xs, vs)` and others."""

    names: Any
    """Has `grad`, `value_and_grad`, `hessian`, `jacobian`, `hvp`, `vjp` and `jvp`."""

    xp: Any = np

    def derivative(self, row: Row) -> Function:
        """The derivative by the library's own function for it."""
        return DERIVATIVES[row.derivative.name](self.names, row.function(self.xp), row)


def _whole(name: str) -> Callable[[Any, Function, Row], Function]:
    """A derivative that is a function of the same arguments."""

    def derivative(names: Any, f: Function, row: Row) -> Function:
        found: Function = getattr(names, name)(f, row.argnums)
        return found

    return derivative


def _along(names: Any, name: str, f: Function, row: Row) -> Function:
    """The product with tangents, which follow the arguments."""
    count, product = row.variables, getattr(names, name)

    def along(*given: Any) -> Any:
        xs, rest, vs = split(given, count, count)
        return product(lambda *x: f(*x, *rest), xs, vs)

    return along


def _jvp(names: Any, f: Function, row: Row) -> Function:
    return _along(names, "jvp", f, row)


def _hvp(names: Any, f: Function, row: Row) -> Function:
    return _along(names, "hvp", f, row)


def _vjp(names: Any, f: Function, row: Row) -> Function:
    """The value, and the products with a cotangent, which comes last."""
    count = row.variables

    def against(*given: Any) -> Any:
        xs, rest, (y_bar,) = split(given, count, 1)
        y, pullback = names.vjp(lambda *x: f(*x, *rest), *xs)[:2]
        return (y, *pullback(y_bar))

    return against


def split(
    given: Sequence[Any], variables: int, directions: int
) -> tuple[tuple[Any, ...], tuple[Any, ...], tuple[Any, ...]]:
    """Arguments as variables, constants and directions."""
    end = len(given) - directions
    return tuple(given[:variables]), tuple(given[variables:end]), tuple(given[end:])


DERIVATIVES: dict[str, Callable[[Any, Function, Row], Function]] = {
    **{name: _whole(name) for name in ("grad", "value_and_grad", "hessian", "jacobian")},
    "hvp": _hvp,
    "jvp": _jvp,
    "vjp": _vjp,
}
