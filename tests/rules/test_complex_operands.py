"""Every rule at complex operands: its derivative is right there, or the engine refuses.

Derivatives are compared with differences in random directions, of the rule's operation and of the
functions of NumPy and SciPy that it answers for.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import pytest
from numpy.exceptions import ComplexWarning

import jacobook as jb
from jacobook.errors import JacobookError, RuleError
from jacobook.rule import Rule, numpy_names
from jacobook.testing.subject import DIFFERENTIATING, Subject

RULES = [rule for rule in jb.registry().rules() if rule.kind in DIFFERENTIATING]
ANALYTIC = [rule for rule in RULES if rule.analytic and rule.kind == "elementwise"]

TURNS = (0.3, 1.2, 1.9, 2.8, 3.5, 4.4, 5.1, 6.0)
POINTS = np.array([r * np.exp(1j * turn) for r in (0.4, 0.9, 2.5) for turn in TURNS])
"""In all four quadrants, inside and outside the unit disk; on no axis, where functions are cut."""

Function = Callable[..., Any]


def of_rules(rules: Sequence[Rule]) -> Any:
    return pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.id) for rule in rules])


@of_rules(ANALYTIC)
def test_an_analytic_function_of_entries(rule: Rule) -> None:
    """It is right at complex numbers all around, and not refused."""
    probe = Subject(rule, jb.registry()).declared[0]
    values = [
        np.roll(POINTS, 5 * i) if o.differentiable else np.resize(x, POINTS.shape if x.ndim else ())
        for i, (o, x) in enumerate(zip(probe.operands, probe.values, strict=True))
    ]
    operation = getattr(jb.operations, rule.op)
    f, at = weighted(lambda *xs: operation(*xs, **probe.parameters), values)
    check(jb.grad(f, argnums=range(len(at)))(*at), f, at)


@of_rules(RULES)
def test_complex_operands_are_right_or_refused(rule: Rule) -> None:
    """All operands complex, or one of several; called as an operation and by NumPy's names."""
    subject = Subject(rule, jb.registry())
    for probe in subject.probes[:2]:
        free = [i for i, x in enumerate(probe.values) if x.dtype.kind in "fc"]
        for chosen in (free, *([i] for i in free if len(free) > 1)):
            values = [turned(x, i) if i in chosen else x for i, x in enumerate(probe.values)]
            if not any(map(jb.is_complex, values)):
                continue
            right_or_refused(subject.function(probe), values)
            for dotted in numpy_names(rule):
                right_or_refused(by_name(dotted, rule.variadic, probe.parameters), values)


def right_or_refused(function: Function, values: Sequence[Any]) -> None:
    f, at = weighted(function, values)
    with np.errstate(all="ignore"):
        try:
            f(*at)
        except (TypeError, ValueError, AttributeError, JacobookError, ComplexWarning):
            return  # NumPy refuses complex numbers or drops a part, or needs further arguments
        try:
            gradient = jb.grad(f, argnums=range(len(at)))(*at)
        except JacobookError as error:
            assert not isinstance(error, RuleError), error
            return
        check(gradient, f, at)


def by_name(dotted: str, variadic: bool, parameters: Any) -> Function:
    """A function of NumPy or SciPy, looked up when it is called, as a user's program does."""
    module, _, name = dotted.rpartition(".")

    def called(*xs: Any) -> Any:
        function = getattr(importlib.import_module(module), name)
        return function(xs, **parameters) if variadic else function(*xs, **parameters)

    return called


def turned(x: Any, by: float) -> Any:
    """Floating numbers, each turned by an angle of its own."""
    angles = 0.7 + by + 1.3 * np.arange(np.size(x)).reshape(np.shape(x))
    return (x * np.exp(1j * angles))[()]


def weighted(function: Function, values: Sequence[Any]) -> tuple[Function, list[Any]]:
    """A real number that depends on all entries of the value, by the floating operands."""
    free = [i for i, x in enumerate(values) if np.result_type(x).kind in "fc"]

    def total(*xs: Any) -> Any:
        placed = list(values)
        for i, x in zip(free, xs, strict=True):
            placed[i] = x
        return sum(weight(y) for y in parts(function(*placed)))

    return total, [values[i] for i in free]


def weight(y: Any) -> Any:
    """A weighted sum of the real and the imaginary parts."""
    a, b = np.random.default_rng(3).normal(size=(2, *np.shape(y)))
    return np.sum(a * np.real(y) + b * np.imag(y)) if jb.is_complex(y) else np.sum(a * y)


def parts(y: Any) -> Iterator[Any]:
    """The floating arrays in a value, which may be several."""
    if isinstance(y, list | tuple):
        for part in y:
            yield from parts(part)
    elif np.result_type(jb.stop(y)).kind in "fc":
        yield y


def check(gradient: Sequence[Any], f: Function, at: Sequence[Any]) -> None:
    """Compare a gradient with differences of fourth order, by one operand at a time."""
    rng, step = np.random.default_rng(4), 1e-4
    for i, (slope, x) in enumerate(zip(gradient, at, strict=True)):
        for _ in range(2):
            d = rng.normal(size=np.shape(x))
            if np.iscomplexobj(x):
                d = d + 1j * rng.normal(size=np.shape(x))
            one, other, far, beyond = (
                f(*(v + k * step * d if j == i else v for j, v in enumerate(at)))
                for k in (1, -1, 2, -2)
            )
            wanted = (8 * (one - other) - (far - beyond)) / (12 * step)
            found = np.sum(np.real(np.conj(slope) * d))
            size = 1 + np.sum(np.abs(slope))
            assert abs(found - wanted) <= 1e-6 * size, f"by operand {i}: {found}, not {wanted}"
