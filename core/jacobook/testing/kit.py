"""The conformance kit: every check of every rule, as a table, a list of results, or pytest tests."""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jacobook.catalogue import Registry, default_registry, numpy_names
from jacobook.evidence import CheckResult
from jacobook.packs import RulePack
from jacobook.rule import Rule
from jacobook.testing import (
    checks_maps,
    checks_products,
    checks_record,
    checks_rewrites,
    checks_slopes,
)
from jacobook.testing.report import Report, attempted, told
from jacobook.testing.subject import STATED, Subject

Check = Callable[[Subject, Report], None]

CHECKS: Mapping[str, tuple[Check, str]] = {
    "registration": (
        checks_record.registration,
        "The rule is complete, and every name and formula in it can be read.",
    ),
    "value": (
        checks_record.value,
        "The function gives the author's values, and what its text says.",
    ),
    "space": (
        checks_maps.space,
        (
            "Derivatives have the right shape and number type; nothing is written into, and the "
            "same call gives the same bits."
        ),
    ),
    "linear": (checks_maps.linear, "Pullback and pushforward are linear maps."),
    "dot": (checks_maps.dot, "Pullback and pushforward are transposes of each other."),
    "directional": (
        checks_slopes.directional,
        "Both agree with extrapolated differences of the function in random directions.",
    ),
    "complex_step": (
        checks_slopes.complex_steps,
        "The derivative agrees with the complex step to rounding error.",
    ),
    "statements": (
        checks_record.formulas,
        "Every formula printed for the derivative is what the engine finds.",
    ),
    "symbolic": (
        checks_record.symbolic,
        "SymPy proves every formula printed for the derivative on explicit components.",
    ),
    "low_precision": (
        checks_maps.low_precision,
        "In single precision the numbers are those of double precision, rounded.",
    ),
    "second": (
        checks_slopes.second,
        "The derivative of the derivative passes the same checks, and Hessians are symmetric.",
    ),
    "special": (
        checks_record.special,
        "At kinks, poles, ties and NaN the promised numbers come out exactly.",
    ),
    "vectors": (checks_record.vectors, "The author's gradients come out to twelve digits."),
    "variants": (
        checks_products.variants,
        "The checks hold for every declared parameter, for many shapes and for every memory order.",
    ),
    "keywords": (
        checks_record.keywords,
        "Keywords which the rule does not declare are refused and never ignored.",
    ),
    "rewrites": (
        checks_rewrites.rewrites,
        (
            "What is rewritten before it is differentiated keeps its value, and its new form has "
            "the slopes of the old."
        ),
    ),
    "sensitivity": (
        checks_products.sensitivity,
        "Small errors planted in the rule are found at the probes that were used.",
    ),
    "constant": (
        checks_record.plain_values,
        "What the functions return is a plain value, with no derivative.",
    ),
}
"""Every check with one sentence that says what it establishes, in the order in which they run."""

_OF_STATED = (
    "registration",
    "value",
    "directional",
    "statements",
    "symbolic",
    "special",
    "vectors",
    "rewrites",
)
_OF_CONSTANT = ("registration", "constant")
_OF_DISCRETE = ("registration", "value", "special", "vectors", "keywords")


def applicable(subject: Subject) -> tuple[str, ...]:
    """The names of the checks that mean something for a rule."""
    return tuple(name for name in _meaningful(subject) if _wanted(name, subject))


def _meaningful(subject: Subject) -> tuple[str, ...]:
    """The checks for a rule's kind."""
    kind = subject.rule.kind
    if kind == "constant":
        return _OF_CONSTANT
    if kind in STATED:
        return _OF_STATED
    discrete, _ = attempted(lambda: subject.discrete)  # the checks will say what is wrong
    return _OF_DISCRETE if discrete else tuple(name for name in CHECKS if name != "constant")


def _wanted(name: str, subject: Subject) -> bool:
    condition = _CONDITIONS.get(name)
    return condition is None or condition(subject)


def _has_keywords(subject: Subject) -> bool:
    found, error = attempted(lambda: checks_record.has_keywords(subject.rule))
    return error is not None or bool(found)  # the check itself will say what is wrong


def _has_statements(subject: Subject) -> bool:
    return bool(subject.rule.derivative) and not subject.rule.variadic


def _has_gradients(subject: Subject) -> bool:
    return any(vector.gradients for vector in subject.rule.vectors)


_CONDITIONS: Mapping[str, Callable[[Subject], bool]] = {
    "complex_step": lambda subject: subject.rule.analytic,
    "special": lambda subject: bool(subject.rule.special_points),
    "statements": _has_statements,
    "symbolic": _has_statements,
    "vectors": _has_gradients,
    "keywords": _has_keywords,
    "rewrites": lambda subject: bool(subject.rule.rewrites),
    "sensitivity": lambda subject: not subject.flat,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One check of one rule.

    Attributes:
        subject: the rule under test.
        check: the name of the check.
    """

    subject: Subject
    check: str

    @property
    def id(self) -> str:
        """Such as `linalg.det-directional`."""
        return f"{self.subject.rule.id}-{self.check}"

    def run(self) -> CheckResult:
        """Make the check; a wrong rule gives a failed result, never an exception."""
        rule = self.subject.rule
        if self.check in rule.skip:
            return CheckResult(
                rule=rule.id, check=self.check, status="skipped", detail=rule.skip[self.check]
            )
        return self._result(self._report())

    def _report(self) -> Report:
        report = Report()
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _, error = attempted(lambda: CHECKS[self.check][0](self.subject, report))
        if self.check == "registration":
            self._expect_skips(report)
        if error is not None:
            report.failures.append(told(error))
        if not report.cases and not report.failures and not report.skipped:
            report.failures.append("nothing was compared")
        return report

    def _expect_skips(self, report: Report) -> None:
        """Every check that the rule skips is one that would be made."""
        made = applicable(self.subject)
        for name in self.subject.rule.skip:
            report.expect(name in made, f"skip names {name!r}, which is not made for this rule")

    def _result(self, report: Report) -> CheckResult:
        failed = bool(report.failures)
        passed = "skipped" if report.skipped else "passed"
        return CheckResult(
            rule=self.subject.rule.id,
            check=self.check,
            status="failed" if failed else passed,
            cases=report.cases,
            error=report.error,
            tolerance=report.tolerance,
            detail=self._told(report) if failed else report.skipped or report.note,
        )

    def _told(self, report: Report) -> str:
        first, *rest = report.failures
        more = f" (and {len(rest)} more)" if rest else ""
        return f"{self.subject.rule.id}, check {self.check}: {first}{more}"

    def assert_passes(self) -> None:
        """For test functions: skip or fail as the check does."""
        __tracebackhide__ = True  # pytest shows the message, not this line
        result = self.run()
        if result.status == "skipped":
            import pytest

            pytest.skip(result.detail)
        if result.status == "failed":
            raise AssertionError(result.detail)


@functools.lru_cache(maxsize=4096)
def _subject(rule: Rule, registry: Registry, exhaustive: bool) -> Subject:
    return Subject(rule, registry, exhaustive=exhaustive)


def _cases(rule: Rule, registry: Registry | None, exhaustive: bool) -> Iterator[Case]:
    subject = _subject(rule, _containing(rule, registry), exhaustive)
    yield from (Case(subject, name) for name in applicable(subject))


def check_rule(
    rule: Rule, registry: Registry | None = None, *, exhaustive: bool = False
) -> list[CheckResult]:
    """Make every check of one rule.

    Args:
        rule: the rule; it need not belong to a registry.
        registry: the rules that its formulas use; by default the installed ones. A rule that is
            not among them is added, in place of any that claims the same operation.
        exhaustive: all products of parameters, shapes and draws.

    Returns:
        One result per check; a wrong rule gives failed results, never an exception.
    """
    cases, error = attempted(lambda: list(_cases(rule, registry, exhaustive)))
    if error is not None:
        detail = f"{rule.id}: no registry can hold it: {told(error)}"
        return [CheckResult(rule=rule.id, check="registration", status="failed", detail=detail)]
    return [case.run() for case in cases]


def iter_cases(
    rules: Iterable[Rule] | None = None,
    registry: Registry | None = None,
    *,
    exhaustive: bool = False,
) -> Iterator[Case]:
    """One case for each check of each rule; all rules of the registry by default."""
    book = default_registry() if registry is None else registry
    for rule in book if rules is None else rules:
        yield from _cases(rule, registry, exhaustive)


def _containing(rule: Rule, registry: Registry | None) -> Registry:
    """A registry with the rule in it."""
    base = default_registry() if registry is None else registry
    return base if base.rules() and _holds(base, rule) else _extended(rule, base)


def _holds(registry: Registry, rule: Rule) -> bool:
    return any(known is rule for known in registry)


@functools.lru_cache(maxsize=512)
def _extended(rule: Rule, base: Registry) -> Registry:
    """The rules of `base` with one more, which displaces those that claim the same names."""
    claimed = set(numpy_names(rule))
    kept = [
        known
        for known in base
        if known.id != rule.id
        and not (rule.op and known.op == rule.op)
        and not claimed & set(numpy_names(known))
        and not {rule.id, *rule.aliases} & set(known.aliases)
    ]
    families = {known.family for known in (*kept, rule)}
    pack = RulePack(rule.family, reserved=tuple(sorted(families))).add(*kept, rule)
    return Registry(packs=[pack])


def parametrize_rules(
    chosen: str | Iterable[Rule] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    *,
    exhaustive: bool = False,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A pytest decorator: one test for each rule and check.

        @parametrize_rules("acme", expected_failures={"acme.f-second": "issue 12"})
        def test_rule(case):
            case.assert_passes()

    Args:
        chosen: the namespace of a pack, or rules; all rules by default.
        expected_failures: by case id (`*` stands for anything), why it fails today. A case which
            passes although it is listed fails the test, and so does an id that names no case.
        exhaustive: all products of parameters, shapes and draws.
    """
    import pytest

    expected = dict(expected_failures or {})
    cases = list(iter_cases(_chosen(chosen), exhaustive=exhaustive))
    stale = set(expected) - {case.id for case in cases}
    if stale:
        raise ValueError(f"expected_failures names no case: {', '.join(sorted(stale))}")
    parameters = []
    for case in cases:
        reason = expected.get(case.id)
        marks = [] if reason is None else [pytest.mark.xfail(reason=reason, strict=True)]
        parameters.append(pytest.param(case, id=case.id, marks=marks))
    return pytest.mark.parametrize("case", parameters)


def _chosen(chosen: str | Iterable[Rule] | None) -> Iterable[Rule] | None:
    if not isinstance(chosen, str):
        return chosen
    registry = default_registry()
    found = [rule for rule in registry if registry.pack_of(rule).namespace == chosen]
    if not found:
        known = ", ".join(info.namespace for info in registry.packs())
        raise ValueError(f"no rules of a pack named {chosen!r}; packs: {known}")
    return found


__all__ = ["CHECKS", "Case", "check_rule", "iter_cases", "parametrize_rules"]
