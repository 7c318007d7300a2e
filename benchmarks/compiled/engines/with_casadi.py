"""CasADi: functions restated in its symbols, since it does not take NumPy functions."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import casadi as ca
import numpy as np

from benchmarks.compiled.engines.base import Array, Engine, parts
from benchmarks.compiled.workload import Function, Row
from benchmarks.compiled.workloads.programs import STEP

# ----------------------------------------------------------------------------- restated


def _vec(x: Any) -> Any:
    a = ca.sin(x)
    d = ca.exp(-(a * x)) + x
    return ca.sum1(ca.log(d) - ca.tanh(d) * a / d)


def _rosen(x: Any) -> Any:
    a = x[:-1]
    return ca.sum1(100.0 * (x[1:] - a * a) ** 2 + (1.0 - a) ** 2)


def _chain(x: Any, repeats: int) -> Any:
    for _ in range(repeats):
        x = x + STEP * (ca.sin(x) * ca.cos(x))
    return ca.sum1(x)


def _logreg(w: Any, X: Any, y: Any) -> Any:
    return ca.sum1(ca.log(1.0 + ca.exp(-y * ca.mtimes(X, w)))) / X.shape[0]


def _neuron(w: Any, b: Any, X: Any, y: Any) -> Any:
    return ca.sumsqr(y - ca.fmax(0.0, ca.mtimes(X, w) + b)) / X.shape[0]


def _net(W: Any, v: Any, X: Any, y: Any) -> Any:
    return ca.sumsqr(ca.mtimes(ca.tanh(ca.mtimes(X, W)), v) - y) / X.shape[0]


FORMS: dict[str, Function] = {
    "vec": _vec,
    "elementwise": lambda x: ca.tanh(ca.sin(x) * ca.exp(-x)) + x / (1.0 + x * x),
    "softmax": lambda x: ca.exp(x) / ca.sum1(ca.exp(x)),
    "lse": lambda x: ca.log(ca.sum1(ca.exp(x))),
    "rosen": _rosen,
    "neuron": _neuron,
    "logreg": _logreg,
    "net": _net,
    "mf": lambda U, V, T: ca.sumsqr(T - ca.mtimes(U, V.T)),
    "quad": lambda x, A: ca.bilin(A, x, x),
    "logdet": lambda A: ca.log(ca.fabs(ca.det(A))),
    "trinv": lambda A, B: ca.trace(ca.solve(A, B)),
}
"""By workload; those of stacks and of many layers have no form."""


class _ScalarNames:
    """CasADi under NumPy's names, for functions of numbers."""

    sin, cos, exp, tanh = ca.sin, ca.cos, ca.exp, ca.tanh


def _scalar_form(row: Row) -> Function | None:
    """Programs of numbers, and long ones, become graphs of scalars."""
    if row.workload.name == "chain":
        return functools.partial(_chain, repeats=row.size.repeats)
    return row.function(_ScalarNames) if row.workload.kind in ("scalars", "many") else None


# ------------------------------------------------------------------------- derivatives


class CasADi(Engine):
    """Dense symbols of fixed shapes; a gradient is a CasADi function."""

    def derivative(self, row: Row) -> Function | None:
        """The derivative as a CasADi function."""
        scalar = _scalar_form(row)
        form = scalar or FORMS.get(row.workload.name)
        if form is None:
            return None
        kind = ca.SX if scalar and row.workload.kind != "chain" else ca.MX
        given = [_symbol(kind, a) for a in row.operands()]
        directions = [_symbol(kind, a) for a in row.directions()]
        made = _DERIVATIVES[row.derivative.name](form, given, directions, row)
        return None if made is None else _called(made, row)

    def arguments(self, row: Row) -> tuple[Any, ...]:
        """As they are; the variable of a Hessian by the entries in rows."""
        first, *rest = super().arguments(row)
        return (np.ravel(first) if row.derivative.name == "hessian" else first, *rest)

    def arrays(self, row: Row, result: Any) -> list[Array]:
        """Dense arrays; columns become vectors in the comparison."""
        return [np.asarray(ca.DM(part).full()) for part in parts(result)]


def _symbol(kind: Any, value: Any) -> Any:
    shape = np.shape(value)
    return kind.sym("x", *shape) if shape else kind.sym("x")


def _called(made: tuple[list[Any], list[Any]], row: Row) -> Function:
    """A function of the symbols; many numbers are passed as one vector."""
    symbols, results = made
    if row.workload.kind != "many":
        found: Function = ca.Function("derivative", symbols, results)
        return found
    inner = ca.Function("derivative", [ca.vertcat(*symbols)], results)
    return lambda *given: inner(given)


Made = tuple[list[Any], list[Any]]


def _grad(form: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    variables = xs[: row.variables]
    if row.workload.kind == "many":
        return xs, [ca.gradient(form(*xs), ca.vertcat(*xs))]
    y = form(*xs)
    return xs, [ca.gradient(y, x) for x in variables]


def _value_and_grad(form: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    y = form(*xs)
    return xs, [y, *(ca.gradient(y, x) for x in xs[: row.variables])]


def _hessian(form: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    """By the entries in rows: CasADi stacks columns, so a matrix comes in transposed."""
    flat = ca.MX.sym("x", xs[0].numel())
    x = ca.reshape(flat, xs[0].shape[1], xs[0].shape[0]).T
    return [flat, *xs[1:]], [ca.hessian(form(x, *xs[1:]), flat)[0]]


def _jacobian(form: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    return xs, [ca.jacobian(form(*xs), xs[0])]


def _hvp(form: Function, xs: list[Any], vs: list[Any], row: Row) -> Made:
    return [*xs, *vs], [ca.jtimes(ca.gradient(form(*xs), xs[0]), xs[0], vs[0])]


_DERIVATIVES: dict[str, Callable[..., Made | None]] = {
    "grad": _grad,
    "value_and_grad": _value_and_grad,
    "hessian": _hessian,
    "jacobian": _jacobian,
    "hvp": _hvp,
    "vjp": lambda *_: None,
    "jvp": lambda *_: None,
}
