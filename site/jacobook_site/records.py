"""One record per rule: everything its page shows, computed once, as plain data."""

from __future__ import annotations

import dataclasses
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
from jacobook_site.broadcasting import Stretched, stretched_operands
from jacobook_site.checks import grade
from jacobook_site.curves import curve
from jacobook_site.derivations import RuleDerivations
from jacobook_site.examples import Example, examples, special_examples
from jacobook_site.flow import FlowNode, flow
from jacobook_site.forms.data import RuleForms
from jacobook_site.listings import Listing, maps, usage
from jacobook_site.live.making import live_program
from jacobook_site.live.program import Program
from jacobook_site.markup import code
from jacobook_site.mistakes.choice import common_mistakes
from jacobook_site.mistakes.kinks import Kink, kinks
from jacobook_site.mistakes.measuring import Mistake
from jacobook_site.plot import Curve
from jacobook_site.prose import prose
from jacobook_site.provenance import Origin, Versions, origin, versions
from jacobook_site.relations import known as related_rules
from jacobook_site.symbols import heads_of
from jacobook_site.typesetting import (
    Statement,
    backtick_typesetter,
    entry_function,
    rule_statements,
)


@dataclass(frozen=True, slots=True)
class Prose:
    """An author's sentences: as written, and as inert HTML."""

    text: str
    html: str


@dataclass(frozen=True, slots=True)
class OperandRecord:
    """An operand as the page shows it; `domain` says in words what it has to be."""

    name: str
    mathml: str
    shape: str
    spoken: str
    domain: str = ""


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
        live: what a page computes of a reader's numbers.
        mistakes: what people write wrongly, with the numbers that give it away.
        kinks: special points with different slopes on both sides.
        stretched: what broadcasting does to a rule of two operands.
        heads: the operations in its statements.
        flow: the graph of its function, for a picture.
        inverses, special_of, generalises: rules of inverse functions, of more general functions and
            of special cases, by id.
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
    live: Program | None = None
    mistakes: tuple[Mistake, ...] = ()
    kinks: tuple[Kink, ...] = ()
    stretched: tuple[Stretched, ...] = ()
    heads: tuple[str, ...] = ()
    flow: tuple[FlowNode, ...] = ()
    inverses: tuple[str, ...] = ()
    special_of: tuple[str, ...] = ()
    generalises: tuple[str, ...] = ()
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


def record(
    rule: Rule,
    registry: Registry,
    checks: Sequence[CheckResult] = (),
    derivations: RuleDerivations | None = None,
    forms: RuleForms | None = None,
) -> RuleRecord:
    """Everything the page of one rule shows, but for what only all records can tell (`linked`)."""
    typeset = backtick_typesetter(rule, registry)
    worked = examples(rule, registry)
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
        operands=tuple(_operand(o.name, o.shape, o.spoken, o.domain_spoken) for o in rule.operands),
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
        uses=tuple(sorted(_used(rule, registry))),
        used_by=(),
        see_also=tuple(_known(rule.see_also, registry)),
        references=tuple(Source(r.source, r.where, r.url) for r in rule.references),
        live=live_program(rule, registry, worked),
        mistakes=common_mistakes(rule, registry),
        kinks=kinks(rule, registry),
        stretched=stretched_operands(rule, registry),
        heads=heads_of(rule, registry),
        flow=flow(rule, registry),
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


def _operand(name: str, shape: Any, spoken: str, domain: str = "") -> OperandRecord:
    typeset = mathml(variable(name, shape))
    return OperandRecord(name, typeset, show(shape), spoken, domain)


def _result(rule: Rule, registry: Registry) -> OperandRecord:
    shape = Attempt(lambda: reading.function_expression(rule, registry).shape).otherwise(())
    kinds = ("a scalar", "a vector", "a matrix")
    spoken = f"the value, {kinds[len(shape)] if len(shape) < 3 else 'an array'}"
    return _operand(rule.result, shape, spoken)


def linked(records: Sequence[RuleRecord], registry: Registry) -> tuple[RuleRecord, ...]:
    """The records, each with the rules that use it, and how it is related to others.

    Whoever is seen also from one sees it back.
    """
    related = related_rules(registry)
    used_by = _reversed({record.id: record.uses for record in records})
    seen_from = _reversed({record.id: record.see_also for record in records})
    return tuple(
        dataclasses.replace(
            record,
            used_by=tuple(sorted(used_by.get(record.id, ()))),
            see_also=tuple(sorted({*record.see_also, *seen_from.get(record.id, ())} - {record.id})),
            inverses=related.inverses.get(record.id, ()),
            special_of=related.special_of.get(record.id, ()),
            generalises=related.generalises.get(record.id, ()),
        )
        for record in records
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


def _reversed(links: Mapping[str, Iterable[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, others in links.items():
        for other in others:
            found.setdefault(other, set()).add(name)
    return found
