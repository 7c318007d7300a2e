"""What `jacobook rules --json` and `jacobook show --json` print, as frozen data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import jacobook
from jacobook.catalogue import Registry
from jacobook.rule import Clause, Rule, TestVector, numpy_names
from jacobook.shapes import show


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEntry:
    """A rule in a listing."""

    id: str
    title: str
    kind: str
    status: str
    pack: str
    function: str
    numpy: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesReport:
    """What `jacobook rules --json` prints: the rules found, the best match first."""

    schema: Literal[1] = 1
    host: str
    query: str
    rules: tuple[RuleEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperandReport:
    """An operand: its shape as declared, and what it is in words."""

    name: str
    shape: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseReport:
    """A statement about the derivative; `form` says of which kind, `text` is the right side."""

    form: str
    variable: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VectorReport:
    """A test vector: lists of numbers, in which one that is not finite is a word."""

    name: str
    source: str
    why: str
    operands: dict[str, Any]
    parameters: dict[str, str]
    value: Any
    gradients: dict[str, Any]
    raises: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowReport:
    """What `jacobook show --json` prints of one rule."""

    schema: Literal[1] = 1
    host: str
    rule: RuleEntry
    summary: str
    operands: tuple[OperandReport, ...]
    result: str
    derivative: tuple[ClauseReport, ...]
    conditions: str
    why: str
    pitfalls: str
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    see_also: tuple[str, ...]
    vectors: tuple[VectorReport, ...]
    special_points: tuple[VectorReport, ...]
    source: str


def rules_report(query: str, rules: Iterable[Rule], registry: Registry) -> RulesReport:
    """The listing of rules."""
    made = tuple(_entry(rule, registry) for rule in rules)
    return RulesReport(host=jacobook.__version__, query=query, rules=made)


def show_report(rule: Rule, registry: Registry) -> ShowReport:
    """Everything that a rule declares, as data."""
    place = registry.provenance(rule)
    return ShowReport(
        host=jacobook.__version__,
        rule=_entry(rule, registry),
        summary=rule.summary,
        operands=tuple(
            OperandReport(name=o.name, shape=show(o.shape), description=o.spoken)
            for o in rule.operands
        ),
        result=rule.result,
        derivative=tuple(map(_clause, rule.derivative)),
        conditions=rule.conditions,
        why=rule.why,
        pitfalls=rule.pitfalls,
        aliases=rule.aliases,
        tags=rule.tags,
        see_also=rule.see_also,
        vectors=tuple(map(_vector, rule.vectors)),
        special_points=tuple(map(_vector, rule.special_points)),
        source=f"{place.file}:{place.line}" if place.file else "",
    )


def _entry(rule: Rule, registry: Registry) -> RuleEntry:
    return RuleEntry(
        id=rule.id,
        title=rule.title,
        kind=rule.kind,
        status=rule.status,
        pack=registry.provenance(rule).pack,
        function=f"{rule.result} = {rule.function}",
        numpy=numpy_names(rule),
    )


def _clause(clause: Clause) -> ClauseReport:
    return ClauseReport(form=clause.form, variable=clause.variable, text=clause.text)


def _vector(vector: TestVector) -> VectorReport:
    return VectorReport(
        name=vector.name,
        source=vector.source,
        why=vector.why,
        operands=_named(vector.operands),
        parameters={name: repr(value) for name, value in vector.parameters.items()},
        value=plain(vector.value),
        gradients=_named(vector.gradients),
        raises=vector.raises,
    )


def _named(numbers: Mapping[str, Any]) -> dict[str, Any]:
    return {name: plain(value) for name, value in numbers.items()}


def plain(numbers: Any) -> Any:
    """Numbers as JSON has them: lists for arrays, words for what is not finite or not real.

    >>> plain([1.0, float("inf"), 2 + 1j])
    [1.0, 'inf', '(2+1j)']
    """
    given = numbers.tolist() if hasattr(numbers, "tolist") else numbers
    if isinstance(given, (list, tuple)):
        return [plain(item) for item in given]
    if isinstance(given, complex) or (isinstance(given, float) and not math.isfinite(given)):
        return str(given)
    return given
