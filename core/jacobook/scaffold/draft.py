"""The first draft of a rule: what the engine finds for a function given as text.

Its derivatives are those that `jacobook.derive` finds and checks, its numbers those that the engine
computes. What only an author can write is marked TODO, which `jacobook check` reports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from jacobook import language
from jacobook.closed_form.derivation import Derivation, derive
from jacobook.closed_form.derivation import Form as ProductForm
from jacobook.errors import JacobookError
from jacobook.expression import (
    CONSTANT,
    VARIABLE,
    Expression,
    postorder,
    substitute,
    variable,
)
from jacobook.notation.infix import infix
from jacobook.scaffold.errors import ScaffoldError
from jacobook.scaffold.operands import SIZES, Function, Point
from jacobook.scaffold.rule_names import RuleName

KINDS = ("elementwise", "general", "linear", "derived", "identity")
TODO = "TODO"
_RESULTS = ("y", "z", "f", "r", "value", "the_value")
_SEED = 0
_STRUCTURES = ("sym", "skew", "spd", "tril")
"""The domains that are structures, which `derive` knows by the same words."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is written into a new rule's file.

    Attributes:
        name: its names.
        kind: one of `KINDS`.
        function: the function and its operands.
        result: the name of the function's value in formulas.
        partials: for the kind elementwise, by operand.
        statements: what is stated of the derivative.
        pullback: for the kinds general and linear, by operand.
        point: numbers that the engine computed.
        gaps: what no derivative was found for, with reasons.
    """

    name: RuleName
    kind: str
    function: Function
    result: str
    point: Point
    partials: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, str] = field(default_factory=dict)
    pullback: Mapping[str, str] = field(default_factory=dict)
    gaps: tuple[str, ...] = ()


def draft(name: RuleName, function: Function, kind: str | None = None) -> Draft:
    """The draft of a rule.

    Args:
        name: its names.
        function: the function and its operands.
        kind: one of `KINDS`; by default `elementwise` where the function is, else `identity`.

    Raises:
        ScaffoldError: the function is not of the kind asked for.
    """
    chosen = kind or ("elementwise" if is_elementwise(function) else "identity")
    if chosen in _REQUIREMENTS:
        _REQUIREMENTS[chosen](function)
    return _Drafting(name, function, chosen).draft()


def is_elementwise(function: Function) -> bool:
    """Whether every entry of the value depends on the same entry of each operand alone."""
    registry = function.registry
    return all(
        part.operation in (VARIABLE, CONSTANT, *language.COMPARISONS, *language.LOGIC)
        or ((rule := registry.operation_rule(part.operation)) and rule.kind == "elementwise")
        for part in postorder(function.expression)
    )


def _require_elementwise(function: Function) -> None:
    """Refuse a function whose entries depend on other entries.

    Raises:
        ScaffoldError: it is one.
    """
    if not is_elementwise(function):
        raise ScaffoldError(
            f"{function.text!r} is not element by element; leave out --kind elementwise"
        )


def _require_linear(function: Function) -> None:
    """Refuse a function of several operands, and one that is not linear in its only one.

    Raises:
        ScaffoldError: it is one.
    """
    if len(function.operands) != 1:
        raise ScaffoldError(
            f"a linear rule has one operand; {function.text!r} has {', '.join(function.names)}. "
            "Write --kind general"
        )
    point = function.point(_SEED)
    (x,), (gradient,) = point.operands.values(), point.gradients.values()
    applied, transposed = np.vdot(point.cotangent, point.value), np.vdot(gradient, x)
    if not np.isclose(applied, transposed) or not _is_linear(function):
        raise ScaffoldError(
            f"{function.text!r} is not linear in {function.names[0]}; write --kind general"
        )


def _is_linear(function: Function) -> bool:
    """Whether the derivative by the only operand is the same everywhere."""
    first, second = (
        function.point(seed).gradients[function.names[0]] for seed in (_SEED, _SEED + len(SIZES))
    )
    return bool(np.allclose(first, second))


_REQUIREMENTS: Mapping[str, Callable[[Function], None]] = {
    "elementwise": _require_elementwise,
    "linear": _require_linear,
}


class _Drafting:
    """The drafting of one rule, which notes for which operands no derivative was found."""

    def __init__(self, name: RuleName, function: Function, kind: str) -> None:
        self.name = name
        self.function = function
        self.kind = kind
        self.result = _result_name(function)
        self.gaps: list[str] = []

    def draft(self) -> Draft:
        """The draft with the faces that its kind asks for."""
        partials = pullback = statements = {}
        if self.kind == "elementwise":
            partials = {name: self.partial(name) for name in self.function.names}
        elif self.kind in ("general", "linear"):
            pullback = {name: self.pulled_back(name) for name in self.function.names}
        if self.kind in ("general", "derived", "identity"):
            statements = dict(self.statements())
        return Draft(
            name=self.name,
            kind=self.kind,
            function=self.function,
            result=self.result,
            point=self.function.point(_SEED),
            partials=partials,
            statements=statements,
            pullback=pullback,
            gaps=tuple(dict.fromkeys(self.gaps)),
        )

    def partial(self, name: str) -> str:
        """The partial derivative of a function of numbers."""
        return _text(self.found(name, "derivative", entrywise=True))

    def pulled_back(self, name: str) -> str:
        """The pullback by one operand, in the name of the result's cotangent."""
        found = self.found(name, "vjp")
        if found is None:
            return TODO
        return infix(_with_cotangent(found, f"{self.result}_bar"), loose=True)

    def statements(self) -> Iterator[tuple[str, str]]:
        """What is stated: gradients of scalars, and else pullbacks, and Jacobians of vectors."""
        for name in self.function.names:
            found = self.found(name, "derivative")
            if not self.function.expression.shape:
                yield f"grad[{name}]", _text(found)
                continue
            yield f"vjp[{name}]", self.pulled_back(name)
            if found is not None and found.form in ("jacobian", "derivative"):
                yield f"jac[{name}]", _text(found)

    def found(self, name: str, form: ProductForm, *, entrywise: bool = False) -> Derivation | None:
        """A derivative in closed form that passes its check; `None`, with a note, if there is none."""
        shapes = {o.name: () if entrywise else o.shape for o in self.function.operands}
        try:
            derivation: Derivation = derive(
                self.function.text,
                wrt=name,
                shapes=shapes,
                assume={} if entrywise else _structures(self.function),
                form=form,
                registry=self.function.registry,
            )
            derivation.check(_SEED)
        except JacobookError as error:
            told = str(error).splitlines()[0]
            self.gaps.append(f"no closed form by {name} was found: {told}")
            return None
        return derivation


def _text(found: Derivation | None) -> str:
    """A derivative in the grammar of rules."""
    return TODO if found is None else infix(found.derivative, loose=True)


def _structures(function: Function) -> dict[str, list[str]]:
    """The structures of operands of which only changes with the same structure count."""
    return {
        operand.name: [word for word, _ in operand.domain if word in _STRUCTURES]
        for operand in function.operands
        if operand.structured
    }


def _with_cotangent(found: Derivation, name: str) -> Expression:
    """A pullback in which the cotangent is called `name`."""
    extra = [v for v in found.arguments if v not in found.variables]
    renamed = {str(v["name"]): variable(name, v.shape) for v in extra}
    return substitute(found.derivative, renamed)


def _result_name(function: Function) -> str:
    """A name for the value that no operand has."""
    matrix = len(function.expression.shape) == 2
    names = ["Y", *_RESULTS] if matrix else list(_RESULTS)
    return next(name for name in names if name not in function.names)
