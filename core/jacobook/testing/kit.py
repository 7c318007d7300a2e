"""The conformance kit: every check of every rule, as a table, as cases, and as results.

What there is to check of a rule is decided here; the checks themselves are in `checks_*`. A case is
light: what its rule's checks compute is kept for a few rules at a time (`subject_of`), so that the
cases of thousands of rules can be listed before the first is run.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from jacobook.catalogue import Registry, default_registry
from jacobook.evidence import CheckResult
from jacobook.rule import Rule
from jacobook.testing import (
    checks_maps,
    checks_products,
    checks_record,
    checks_rewrites,
    checks_slopes,
)
from jacobook.testing.expectations import Declaration, Expectations
from jacobook.testing.extension import containing
from jacobook.testing.report import Report, attempted, told
from jacobook.testing.subject import STATED, Subject

Check = Callable[[Subject, Report], object]

FIRST = "registration"
"""The check without which the others mean nothing: if it fails they are skipped."""

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
    """The names of the checks that mean something for a rule: the host's, then its pack's own."""
    wanted = (name for name in _meaningful(subject) if _wanted(name, subject))
    return (*wanted, *own_checks(subject))


def own_checks(subject: Subject) -> Mapping[str, Check]:
    """The checks that the rule's pack brings, by name; they cannot take the place of the host's."""
    checks, error = attempted(lambda: subject.registry.checks_of(subject.rule))
    if error is not None:
        return {"pack_checks": functools.partial(_raised, error)}
    found: dict[str, Check] = {}
    for check in checks:
        taken = check.name in CHECKS or check.name in found
        if taken:
            found[f"{check.name}_of_the_pack"] = functools.partial(_name_taken, check.name)
        else:
            found[check.name] = check.run
    return found


def _raised(error: Exception, subject: Subject, report: Report) -> None:
    """A pack that fails when it is asked which of its checks apply."""
    report.expect(False, f"choosing the pack's own checks failed: {told(error)}")


def _name_taken(name: str, subject: Subject, report: Report) -> None:
    """A check of a pack with the name of another."""
    report.expect(False, f"a check named {name!r} is there already; give the pack's another name")


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
    found, error = attempted(lambda: checks_record.has_keywords(subject.rule, subject.registry))
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


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One check of one rule.

    Attributes:
        rule: the rule under test.
        registry: the rules that its formulas use; the rule is one of them.
        check: the name of the check.
        exhaustive: all products of parameters, shapes and draws.
        expected: that the case is declared to fail.
    """

    rule: Rule
    registry: Registry
    check: str
    exhaustive: bool = False
    expected: Declaration | None = None

    @property
    def id(self) -> str:
        """Such as `linalg.det-directional`."""
        return f"{self.rule.id}-{self.check}"

    @property
    def subject(self) -> Subject:
        """The rule under test with what its checks share."""
        return subject_of(self.rule, self.registry, self.exhaustive)

    def run(self) -> CheckResult:
        """Make the check; a wrong rule gives a failed result, never an exception."""
        result = self._result(self._report())
        return result if self.expected is None else self.expected.judged(result)

    def _report(self) -> Report:
        """The account of the check, or the reason why it is not made."""
        if self.check in self.rule.skip:
            return Report(skipped=self.rule.skip[self.check])
        subject = self.subject
        if self.check == FIRST:
            return _first_report(subject)
        if FIRST not in self.rule.skip and _first_report(subject).failures:
            return Report(skipped=f"{FIRST} failed")
        return _made(self.check, subject)

    def _result(self, report: Report) -> CheckResult:
        failed = bool(report.failures)
        passed = "skipped" if report.skipped else "passed"
        return CheckResult(
            rule=self.rule.id,
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
        return f"{self.rule.id}, check {self.check}: {first}{more}"

    def assert_passes(self) -> None:
        """For test functions: pass, skip, fail, or fail as expected, as the check does."""
        __tracebackhide__ = True  # pytest shows the message, not this line
        result = self.run()
        if result.status == "skipped":
            import pytest

            pytest.skip(result.detail)
        if result.status == "expected":
            import pytest

            pytest.xfail(result.detail)
        if result.status == "failed":
            raise AssertionError(result.detail)


@functools.lru_cache(maxsize=8)
def subject_of(rule: Rule, registry: Registry, exhaustive: bool) -> Subject:
    """A rule under test; those of the last few rules are kept, for their next check."""
    return Subject(rule, registry, exhaustive=exhaustive)


def _first_report(subject: Subject) -> Report:
    """The account of the first check, made once for a rule."""
    if subject.registration is None:
        report = _made(FIRST, subject)
        made = applicable(subject)
        for name in subject.rule.skip:
            report.expect(name in made, f"skip names {name!r}, which is not made for this rule")
        subject.registration = report
    return subject.registration


def _made(name: str, subject: Subject) -> Report:
    """The account of a check; whatever it raises is a failure, and so is comparing nothing."""
    report = Report()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _, error = attempted(lambda: _function(name, subject)(subject, report))
    if error is not None:
        report.failures.append(told(error))
    if not report.cases and not report.failures and not report.skipped:
        report.failures.append("nothing was compared")
    return report


def _function(name: str, subject: Subject) -> Check:
    """What makes a check."""
    return CHECKS[name][0] if name in CHECKS else own_checks(subject)[name]


# ------------------------------------------------------------------------------------ front ends


def iter_cases(
    rules: Iterable[Rule] | None = None,
    registry: Registry | None = None,
    *,
    exhaustive: bool = False,
) -> Iterator[Case]:
    """One case for each check of each rule; all rules of the registry by default.

    Example:
        >>> import jacobook as jb
        >>> cases = jb.testing.iter_cases([jb.registry()["ufunc.tanh"]])
        >>> [case.id for case in cases][:2]
        ['ufunc.tanh-registration', 'ufunc.tanh-value']
    """
    book = default_registry() if registry is None else registry
    for rule in book if rules is None else rules:
        holding = containing(rule, book)
        for name in applicable(subject_of(rule, holding, exhaustive)):
            yield Case(rule, holding, name, exhaustive)


def expecting(cases: Iterable[Case], expected: Expectations) -> Iterator[Case]:
    """The cases, those which are declared to fail with their declaration."""
    for case in cases:
        declaration = expected.of(case.id)
        yield case if declaration is None else replace(case, expected=declaration)


def run_cases(
    cases: Iterable[Case],
    expected: Mapping[str, str] | None = None,
    *,
    complete: bool = False,
    started: Callable[[Case], object] = lambda case: None,
) -> Iterator[CheckResult]:
    """Make checks one after the other, and judge those which are declared to fail.

    One that is declared and fails has the status `expected`; one that passes has failed, because
    the declaration is stale.

    Args:
        cases: the cases, as from `iter_cases`.
        expected: by case id, `*` standing for anything, why it fails.
        complete: no other cases are run elsewhere, so that a declaration which names none of
            these is a failure; its result comes last, with the check `expected_failures`.
        started: is told of each case before it is run.

    Example:
        >>> import jacobook as jb
        >>> cases = jb.testing.iter_cases([jb.registry()["ufunc.tanh"]])
        >>> [result.status for result in jb.testing.run_cases(cases)][:2]
        ['passed', 'passed']
    """
    expectations = Expectations(expected)
    for case in expecting(cases, expectations):
        started(case)
        yield case.run()
    if complete:
        yield from expectations.unused_results()


def check_rule(
    rule: Rule,
    registry: Registry | None = None,
    *,
    exhaustive: bool = False,
    expected_failures: Mapping[str, str] | None = None,
) -> list[CheckResult]:
    """Make every check of one rule.

    Args:
        rule: the rule; it need not belong to a registry.
        registry: the rules that its formulas use; by default the installed ones. A rule that is
            not among them is added, in place of any that claims the same operation.
        exhaustive: all products of parameters, shapes and draws.
        expected_failures: by case id (`*` stands for anything), why it fails today; these are
            added to what the rule's pack declares.

    Returns:
        One result per check; a wrong rule gives failed results, never an exception.

    Example:
        >>> import jacobook as jb
        >>> results = jb.testing.check_rule(jb.registry()["ufunc.tanh"])
        >>> sorted({result.status for result in results})
        ['passed']
    """
    book = default_registry() if registry is None else registry
    cases, error = attempted(lambda: list(iter_cases([rule], book, exhaustive=exhaustive)))
    if error is not None:
        detail = f"{rule.id}: no registry can hold it: {told(error)}"
        return [CheckResult(rule=rule.id, check=FIRST, status="failed", detail=detail)]
    own = {
        name: why
        for name, why in declared_of([rule], book).items()
        if any(fnmatchcase(case.id, name) for case in cases)
    }
    return list(run_cases(cases, {**own, **(expected_failures or {})}, complete=True))


def declared_of(rules: Iterable[Rule], registry: Registry) -> dict[str, str]:
    """What the packs of some rules declare to fail."""
    infos = {
        info.namespace: info
        for info in (registry.pack_of(rule) for rule in rules if rule.id in registry)
    }
    return {name: why for info in infos.values() for name, why in info.expected_failures.items()}
