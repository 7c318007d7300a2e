"""Cases of errata that are statements in the grammar of rules: gradients, and equal values.

The printed form and its repair are parsed and evaluated as statements of rules are. A gradient is
shown by what it says of a change along one direction, beside the engine's gradient and central
differences; the repaired form is compared in every entry, and once more at random points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives, kinds
from jacobook.catalogue import Registry
from jacobook.expression import variable
from jacobook.rule import Array, Clause, Rule
from jacobook.statements import Instance, clause_value
from jacobook_site.equality import POINTS, drawn
from jacobook_site.errata.arrays import array, close, inner, slope, told
from jacobook_site.errata.erratum import RIGHT, TRUE, WRONG, Row, Worked
from jacobook_site.errata.typeset import point_mathml
from jacobook_site.typesetting import rule_statements

PRINTED, REPAIRED = "as printed", "repaired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A function at a point, with the form that is printed and the one that is true.

    Attributes:
        function, operands, result: as in a rule.
        at: the operands' values at the point.
        printed, repaired: the forms; an empty one is left out.
        title: when the case applies.
        holds: whether the printed form is right here; then there is nothing to repair.
        wrt: by what the function is differentiated; empty if its value is stated.
        along: the direction in which the variable moves.
    """

    function: str
    operands: str
    at: Mapping[str, Any]
    printed: str
    repaired: str = ""
    title: str = ""
    holds: bool = False
    wrt: str = ""
    along: Any = None
    result: str = "y"

    def worked(self, registry: Registry) -> Worked:
        """The numbers."""
        forms = {PRINTED: self.printed, REPAIRED: self.repaired}
        rules = {label: self.rule(text) for label, text in forms.items() if text}
        point = {o.name: array(self.at[o.name]) for o in rules[PRINTED].operands}
        whole = {label: self._stated(rule, point, registry) for label, rule in rules.items()}
        true = self._true(rules[PRINTED], point, registry)
        agree = {label: close(value, true) for label, value in whole.items()}
        head, rows = self._numbers(rules[PRINTED], point, whole, true, registry)
        note, failures = self._elsewhere(rules, registry)
        return Worked(
            self.title,
            tuple(self._formulas(rules, agree, registry)),
            self._point(point),
            head,
            tuple(rows),
            note,
            (*self._surprises(agree), *failures),
        )

    # ------------------------------------------------------------------------- the mathematics

    def rule(self, text: str) -> Rule:
        """The function with one form as its statement."""
        form = f"grad[{self.wrt}]" if self.wrt else "same"
        return kinds.identity(
            "jacobook.erratum",
            title="Erratum",
            function=self.function,
            operands=self.operands,
            result=self.result,
            derivative={form: text},
        )

    def _alone(
        self, rule: Rule, point: Mapping[str, Array], registry: Registry
    ) -> Callable[[Array], Array]:
        """The function of its variable, the other operands held fixed."""
        function = Instance(rule, registry, point).function
        return lambda x: function(*{**point, self.wrt: x}.values())

    def _true(self, rule: Rule, point: Mapping[str, Array], registry: Registry) -> Array:
        """What the engine finds: the gradient, or the function's value."""
        if not self.wrt:
            return np.asarray(Instance(rule, registry, point).function(*point.values()))
        alone = self._alone(rule, point, registry)
        return np.asarray(derivatives.grad(alone, registry=registry)(point[self.wrt]))

    def _stated(self, rule: Rule, point: Mapping[str, Array], registry: Registry) -> Array:
        """What a form says."""
        instance = Instance(rule, registry, point)
        (clause,) = rule.derivative
        return np.asarray(_value(instance, clause, point))

    def _numbers(
        self,
        rule: Rule,
        point: Mapping[str, Array],
        whole: Mapping[str, Array],
        true: Array,
        registry: Registry,
    ) -> tuple[tuple[str, ...], Iterator[Row]]:
        """The table of numbers: of the change along the direction, or of the value."""
        if not self.wrt:
            rows = [Row("the function", (told(true),), TRUE)]
            rows += [_row(label, value, true) for label, value in whole.items()]
            return ("value",), iter(rows)
        direction = array(self.along)
        measured = slope(self._alone(rule, point, registry), point[self.wrt], direction)
        slopes = {label: inner(value, direction) for label, value in whole.items()}
        engine = inner(true, direction)
        rows = [
            Row("central differences", (told(measured),), TRUE),
            _row("the engine’s gradient", engine, measured),
            *(_row(label, value, measured) for label, value in slopes.items()),
        ]
        return ("change of the function",), iter(rows)

    # ------------------------------------------------------------------------- what is compared

    def _surprises(self, agree: Mapping[str, bool]) -> Iterator[str]:
        """What did not come out as claimed, at the point."""
        if agree[PRINTED] != self.holds:
            yield f"the printed form {self.printed!r} turns out {_word(agree[PRINTED])}"
        if not agree.get(REPAIRED, True):
            yield f"the repaired form {self.repaired!r} turns out wrong"

    def _elsewhere(self, rules: Mapping[str, Rule], registry: Registry) -> tuple[str, list[str]]:
        """The form that is to hold at random points: a sentence, and where it does not hold."""
        label = PRINTED if self.holds else REPAIRED
        if label not in rules:
            return "", []
        rule = rules[label]
        failed = sum(not self._holds_at(rule, seed, registry) for seed in range(POINTS))
        if failed:
            return "", [f"the form {label} fails at {failed} of {POINTS} random points"]
        what = "agrees with the engine in every entry" if self.wrt else "has the function’s value"
        name = "The printed form" if self.holds else "The repaired form"
        return f"{name} {what}, here and at {POINTS} random points.", []

    def _holds_at(self, rule: Rule, seed: int, registry: Registry) -> bool:
        found = tuple(variable(o.name, o.shape) for o in rule.operands)
        operands = {o.name: o for o in rule.operands}
        point = drawn(found, operands, np.random.default_rng([11, seed]))
        return close(self._stated(rule, point, registry), self._true(rule, point, registry))

    # ------------------------------------------------------------------------------ typesetting

    def _formulas(
        self, rules: Mapping[str, Rule], agree: Mapping[str, bool], registry: Registry
    ) -> Iterator[tuple[str, str, str]]:
        function, _ = rule_statements(rules[PRINTED], registry)
        yield "function", function.equation.mathml, ""
        for label, rule in rules.items():
            _, stated = rule_statements(rule, registry)
            yield label, stated.equation.mathml, RIGHT if agree[label] else WRONG

    def _point(self, point: Mapping[str, Array]) -> tuple[tuple[str, str], ...]:
        moving = {f"d{self.wrt}": array(self.along)} if self.wrt else {}
        return point_mathml({**point, **moving})


def _value(instance: Instance, clause: Clause, point: Mapping[str, Array]) -> Array:
    """A statement's number."""
    value = np.asarray(instance.function(*point.values()))
    tangents = {name: np.zeros_like(x) for name, x in point.items()}
    return clause_value(
        instance, clause, point, value=value, cotangent=np.ones_like(value), tangents=tangents
    )


def _row(label: str, value: Array, true: Array) -> Row:
    return Row(label, (told(value),), _word(close(value, true)))


def _word(agrees: bool) -> str:
    return RIGHT if agrees else WRONG
