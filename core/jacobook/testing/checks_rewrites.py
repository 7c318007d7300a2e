"""The check of rewrites: the other form has the value and the slopes, and the engine takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from jacobook.compilation import compile_function, write_function
from jacobook.expression import Expression, postorder
from jacobook.language import CONSTRUCTORS
from jacobook.notation.infix import infix
from jacobook.operations import operations_of
from jacobook.rewriting import Rewrite, read_rewrites, rewritten
from jacobook.rule import Array
from jacobook.testing.checks_slopes import agrees_with_differences
from jacobook.testing.problem import Problem
from jacobook.testing.report import Report
from jacobook.testing.subject import Probe, Subject, step_of
from jacobook.tracing import Trace, evaluated

VALUE = 1e-12
MATRIX = (3, 4)
"""A shape in which reductions along an axis are tried."""


def rewrites(subject: Subject, report: Report) -> None:
    """Every rewrite keeps the value, has the slopes, is taken by the engine, and comes to an end."""
    for rewrite in read_rewrites(subject.rule, subject.registry):
        _ends(rewrite, subject, report)
        for probe in _probes(rewrite, subject):
            _agrees(rewrite, probe, subject, report)


def _ends(rewrite: Rewrite, subject: Subject, report: Report) -> None:
    """The other form is not rewritten again, so that rewriting comes to an end."""
    for part in postorder(rewrite.replacement):
        again = rewritten(part, subject.registry)
        report.expect(
            again is None,
            f"{infix(rewrite.pattern)}: in its other form {infix(rewrite.replacement)} "
            f"{infix(part)} is rewritten again, to {infix(again or part)}; write that",
        )


def _probes(rewrite: Rewrite, subject: Subject) -> Iterator[Probe]:
    """Draws of the declared shapes, and matrices with each variant of the open parameters."""
    default, *others = _variants(rewrite, subject)
    for probe in subject.declared:
        yield replace(probe, parameters=default)
    operands = subject.positions(1)
    if any(len(o.shape) > 1 for o in operands) or not rewrite.takes_rank(len(MATRIX)):
        return
    for number, variant in enumerate((default, *others)):
        shapes = [MATRIX] * len(operands)
        yield subject.draw(operands, shapes, 4 + number, parameters=variant)


def _variants(rewrite: Rewrite, subject: Subject) -> list[Mapping[str, Any]]:
    """Values for the open parameters: the defaults, and the variants of the pattern's rules."""
    parts = [subject.registry.operation_rule(p.operation) for p in postorder(rewrite.pattern)]
    rules = [rule for rule in parts if rule is not None]
    default = {k: v for r in rules for k, v in r.parameters.items() if k in rewrite.opened}
    found: list[Mapping[str, Any]] = [default]
    for variant in (v for rule in rules for v in rule.variants):
        changed = {**default, **{k: v for k, v in variant.items() if k in default}}
        if changed not in found:
            found.append(changed)
    return found


def _agrees(rewrite: Rewrite, probe: Probe, subject: Subject, report: Report) -> None:
    """Value and slopes at a probe, and whether the engine records the other form."""
    pattern, other = (
        _function(form, probe, subject) for form in (rewrite.pattern, rewrite.replacement)
    )
    what = f"{infix(rewrite.pattern)}, {probe.label}"
    report.close(
        other(*probe.values), pattern(*probe.values), VALUE, f"{what}: the value of the other form"
    )
    if not _has_constants(rewrite.pattern):
        _is_recorded(pattern, what, probe, subject, report)
    problem = Problem(
        f=pattern,
        xs=probe.values,
        operands=probe.operands,
        names=tuple(operand.name for operand in probe.operands),
        step=step_of(probe),
        registry=subject.registry,
        label=what,
        seed=probe.seed,
    )
    agrees_with_differences(problem, report, directions=1)


def _is_recorded(
    pattern: Callable[..., Array], what: str, probe: Probe, subject: Subject, report: Report
) -> None:
    """Whether the engine records the other form."""
    trace = Trace(subject.registry)
    pattern(*(trace.variable(x) for x in probe.values))
    report.expect(trace.idle, f"{what}: the engine does not record the other form")
    trace.forget()


def _function(form: Expression, probe: Probe, subject: Subject) -> Callable[..., Array]:
    """One form of a rewrite as a function of the rule's operands."""
    operations, names = operations_of(subject.registry), subject.rule.names
    if _has_constants(form):
        declared = {operand.name: operand.shape for operand in subject.rule.operands}
        return compile_function(
            write_function("form", names, form, subject.registry, shapes=declared)
        )

    def function(*values: Array) -> Array:
        bindings = {**dict(zip(names, values, strict=True)), **probe.parameters}
        return evaluated(form, bindings, operations)

    return function


def _has_constants(form: Expression) -> bool:
    """Whether a constant array stands in a form: then only expressions can be seen to have it."""
    return any(part.operation in CONSTRUCTORS for part in postorder(form))
