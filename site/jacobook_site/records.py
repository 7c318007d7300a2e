"""One record per rule: everything its page shows, computed once, as plain data."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jacobook import reading
from jacobook.catalogue import Registry
from jacobook.evidence import CheckResult
from jacobook.expression import postorder, variable
from jacobook.notation import mathml
from jacobook.rule import Rule, numpy_names
from jacobook.shapes import show
from jacobook_site.author_code import Attempt
from jacobook_site.checks import grade
from jacobook_site.curves import curve
from jacobook_site.derivations import RuleDerivations
from jacobook_site.examples import Example, examples, special_examples
from jacobook_site.forms.data import RuleForms
from jacobook_site.listings import Listing, maps, usage
from jacobook_site.markup import code
from jacobook_site.plot import Curve
from jacobook_site.prose import prose
from jacobook_site.provenance import Origin, Versions, origin, versions
from jacobook_site.typesetting import (
    Statement,
    backtick_typesetter,
    entry_function,
    rule_statements,
    searchless,
)


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's sentences: as written, and as inert HTML."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class OperandRecord:
    """An operand as the page shows it."""

    name: str
    mathml: str
    shape: str
    spoken: str


@dataclass(frozen=True, slots=True)
class FunctionRecord:
    """An abstract function of a structural rule with its worked instance."""

    header: str
    body: str


@dataclass(frozen=True, slots=True)
class Source:
    """A reference."""

    source: str
    where: str
    url: str


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """What is stated, computed and measured of one rule.

    Attributes:
        id, title, summary, kind, family, op, status, since: as in the rule.
        deprecated: when and for what, in words.
        statements: the function and the derivative, typeset; `entry` is the function in tables.
        operands: the operands; `result` and `result_shape` describe the value.
        parameters: static keywords with their defaults, as written.
        functions: abstract functions of a structural rule.
        conditions, why, pitfalls: the author's sentences.
        numpy: NumPy functions the rule answers for.
        aliases, tags: other names and words under which it is found.
        examples, special: computed vectors and special points.
        curve: samples for a plot.
        usage: a call that was run; `maps` are the engine's pullbacks and pushforwards.
        derivations: what the engine derives, and how that compares with what is stated.
        checks: what was measured; `grade` follows from it.
        skip: checks the author declares not to apply, with reasons.
        origin, versions: where it came from, and what it was computed with.
        uses, used_by, see_also: related rules, by id.
        references: sources.
        forms: the derivative in every form, and the statements for programs.
    """

    id: str
    title: str
    summary: str
    kind: str
    family: str
    op: str
    status: str
    since: str
    deprecated: str
    statements: tuple[Statement, ...]
    entry: Statement
    operands: tuple[OperandRecord, ...]
    result: OperandRecord
    parameters: tuple[tuple[str, str], ...]
    functions: tuple[FunctionRecord, ...]
    conditions: Prose
    why: Prose
    pitfalls: Prose
    numpy: tuple[str, ...]
    aliases: tuple[str, ...]
    tags: tuple[str, ...]
    examples: tuple[Example, ...]
    special: tuple[Example, ...]
    curve: Curve | None
    usage: Listing | None
    maps: tuple[Listing, ...]
    derivations: RuleDerivations
    checks: tuple[CheckResult, ...]
    skip: tuple[tuple[str, str], ...]
    origin: Origin
    versions: Versions
    uses: tuple[str, ...]
    used_by: tuple[str, ...]
    see_also: tuple[str, ...]
    references: tuple[Source, ...]
    forms: RuleForms = field(default_factory=RuleForms)

    @property
    def grade(self) -> str:
        """How far the rule is verified; derived from the checks, never stated."""
        return grade(self.checks)

    @property
    def problems(self) -> tuple[str, ...]:
        """What could not be read or computed; a page with problems fails a strict build."""
        found = [s.equation.problem for s in self.statements if s.equation.problem]
        found += [e.problem for e in (*self.examples, *self.special) if e.problem]
        found += self.derivations.problems
        return tuple(found)

    @property
    def function(self) -> Statement:
        """The statement of the function itself."""
        return self.statements[0]

    def denominator(self, statement: Statement) -> str:
        """A statement in denominator layout as MathML, where it looks different."""
        pairs = zip(self.statements, self.forms.statements, strict=False)
        found = (said.denominator for own, said in pairs if own is statement)
        return next((formula.mathml for formula in found if formula), "")

    @property
    def derivative(self) -> Statement | None:
        """The statement that says most about the derivative, for tables."""
        order = ("elem", "grad", "jac", "d", "vjp", "hess", "true", "same")
        found = sorted(self.statements[1:], key=lambda s: order.index(s.form))
        return found[0] if found else None


def records(
    registry: Registry,
    checks: Mapping[str, Sequence[CheckResult]] | None = None,
    derivations: Mapping[str, RuleDerivations] | None = None,
    rules: Iterable[Rule] | None = None,
    forms: Mapping[str, RuleForms] | None = None,
) -> tuple[RuleRecord, ...]:
    """A record for every rule, or for the given ones, in their order."""
    found, derived, said = checks or {}, derivations or {}, forms or {}
    return tuple(
        record(rule, registry, found.get(rule.id, ()), derived.get(rule.id), said.get(rule.id))
        for rule in (registry if rules is None else rules)
    )


def record(
    rule: Rule,
    registry: Registry,
    checks: Sequence[CheckResult] = (),
    derivations: RuleDerivations | None = None,
    forms: RuleForms | None = None,
) -> RuleRecord:
    """Everything the page of one rule shows."""
    typeset = backtick_typesetter(rule, registry)
    worked = examples(rule, registry)
    links = _links(registry)
    return RuleRecord(
        id=rule.id,
        title=rule.title,
        summary=rule.summary,
        kind=rule.kind,
        family=rule.family,
        op=rule.op,
        status=rule.status,
        since=rule.since,
        deprecated=_deprecation(rule),
        statements=rule_statements(rule, registry),
        entry=entry_function(rule, registry),
        operands=tuple(_operand(o.name, o.shape, o.spoken) for o in rule.operands),
        result=_result(rule, registry),
        parameters=tuple((k, _default(v)) for k, v in rule.parameters.items()),
        functions=tuple(FunctionRecord(h, b) for h, b in rule.functions.items()),
        conditions=_prose(rule.conditions, typeset),
        why=_prose(rule.why, typeset),
        pitfalls=_prose(rule.pitfalls, code),
        numpy=numpy_names(rule),
        aliases=rule.aliases,
        tags=rule.tags,
        examples=worked,
        special=special_examples(rule, registry),
        curve=curve(rule, registry),
        usage=next((u for e in worked if (u := usage(rule, e, registry))), None),
        maps=maps(rule, registry),
        derivations=derivations or RuleDerivations(),
        checks=tuple(checks),
        skip=tuple(rule.skip.items()),
        origin=origin(rule, registry),
        versions=versions(),
        uses=links.uses.get(rule.id, ()),
        used_by=links.used_by.get(rule.id, ()),
        see_also=links.see_also.get(rule.id, ()),
        references=tuple(Source(r.source, r.where, r.url) for r in rule.references),
        forms=forms or RuleForms(),
    )


def _prose(text: str, typeset: Callable[[str], str]) -> Prose:
    return Prose(text, prose(text, typeset) if text else "")


def _deprecation(rule: Rule) -> str:
    if rule.deprecated is None:
        return ""
    given = rule.deprecated
    parts = [f"Deprecated since {given.since}"]
    if given.until:
        parts.append(f"to be removed in {given.until}")
    if given.replaced_by:
        parts.append(f"use {', '.join(given.replaced_by)}")
    return "; ".join([*parts, *filter(None, [given.message])]) + "."


def _default(value: object) -> str:
    """A default as Python writes it; a function by its name, not by its place in memory."""
    return re.sub(r"<function (\S+) at 0x[0-9a-f]+>", r"\1", repr(value))


def _operand(name: str, shape: Any, spoken: str) -> OperandRecord:
    typeset = searchless(mathml(variable(name, shape)))
    return OperandRecord(name, typeset, show(shape), spoken)


def _result(rule: Rule, registry: Registry) -> OperandRecord:
    shape = Attempt(lambda: reading.function_expression(rule, registry).shape).otherwise(())
    kinds = ("a scalar", "a vector", "a matrix")
    spoken = f"the value, {kinds[len(shape)] if len(shape) < 3 else 'an array'}"
    return _operand(rule.result, shape, spoken)


@dataclass(frozen=True, slots=True)
class _Links:
    uses: Mapping[str, tuple[str, ...]]
    used_by: Mapping[str, tuple[str, ...]]
    see_also: Mapping[str, tuple[str, ...]]


@functools.lru_cache(maxsize=4)
def _links(registry: Registry) -> _Links:
    """Which rules' functions use which, and the symmetric closure of `see_also`."""
    uses = {rule.id: _used(rule, registry) for rule in registry}
    also = {rule.id: set(_known(rule.see_also, registry)) for rule in registry}
    for name, others in list(also.items()):
        for other in others:
            also[other].add(name)
    return _Links(
        uses={name: tuple(sorted(used)) for name, used in uses.items()},
        used_by=_reversed(uses),
        see_also={name: tuple(sorted(others - {name})) for name, others in also.items()},
    )


def _used(rule: Rule, registry: Registry) -> set[str]:
    """The rules of the operations in a rule's function, without itself."""
    function = Attempt(lambda: reading.function_expression(rule, registry)).value
    if function is None:
        return set()
    own = {r.op: r.id for r in registry if r.op}
    operations = {node.operation for node in postorder(function)}
    return {own[name] for name in operations if name in own} - {rule.id}


def _known(names: Sequence[str], registry: Registry) -> list[str]:
    return [registry[name].id for name in names if name in registry]


def _reversed(links: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for name, others in links.items():
        for other in others:
            found.setdefault(other, set()).add(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}


_LEFT_OUT = ("entry", "curve", "usage", "maps", "examples", "special", "result", "forms")


def as_json(record: RuleRecord) -> dict[str, Any]:
    """A record as plain data for `catalogue.json`, without its typeset forms and listings."""
    plain = dataclasses.asdict(record)
    for name in (*_LEFT_OUT, "derivations"):
        del plain[name]
    plain["proofs"] = [dataclasses.asdict(proof) for proof in record.derivations.proofs]
    del plain["origin"]["text"]
    plain["statements"] = [
        {"form": s.form, "variable": s.variable, "text": s.equation.text, "latex": s.equation.latex}
        for s in record.statements
    ]
    plain["operands"] = [
        {"name": o.name, "shape": o.shape, "description": o.spoken} for o in record.operands
    ]
    for name in ("conditions", "why", "pitfalls"):
        plain[name] = getattr(record, name).text
    return {**plain, "grade": record.grade, "page": f"rules/{record.id.replace('.', '/')}/"}
