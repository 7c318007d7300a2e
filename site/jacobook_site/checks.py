"""The checks of rules, run once for each state of rule, core and NumPy, and remembered."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from jacobook.catalogue import Registry
from jacobook.evidence import CheckResult
from jacobook.rule import Rule
from jacobook_site.memory import Memory, key, source_of

Check = Callable[[Rule, Registry], Any]


def available_checks() -> tuple[Check, ...]:
    """The checks of the installed jacobook: numeric, then symbolic."""
    found = []
    for module, name in (("testing", "check_rule"), ("symbolic", "check_symbolic")):
        try:
            loaded = importlib.import_module(f"jacobook.{module}")
        except ImportError:
            continue
        if check := getattr(loaded, name, None):
            found.append(check)
    return tuple(found)


def checked(
    registry: Registry,
    memory: Memory,
    chosen: Sequence[Check] | None = None,
    rules: Iterable[Rule] | None = None,
) -> dict[str, tuple[CheckResult, ...]]:
    """The results of all rules, from memory where nothing has changed since.

    Args:
        registry: the rules.
        memory: remembers results between builds.
        chosen: the checks to run; all available ones by default.
        rules: the rules to check; all of them by default.
    """
    checks = available_checks() if chosen is None else chosen
    results: dict[str, tuple[CheckResult, ...]] = {}
    for rule in (registry if rules is None else rules) if checks else ():
        name = key(source_of(rule))
        stored = memory.recall("checks", rule.id, name) or []
        found = tuple(CheckResult(**r) for r in stored) or _run(rule, registry, checks)
        memory.keep("checks", rule.id, name, [r.as_json() for r in found])
        results[rule.id] = found
    memory.save()
    return results


def _run(rule: Rule, registry: Registry, checks: Sequence[Check]) -> tuple[CheckResult, ...]:
    results: dict[str, CheckResult] = {}
    for check in checks:
        made = check(rule, registry)
        for result in [made] if isinstance(made, CheckResult) else made:
            results.setdefault(result.check, result)
    return tuple(results.values())


def grade(results: Sequence[CheckResult]) -> str:
    """One of `failing`, `proved`, `checked`, `not verified`, from the results alone."""
    if any(result.status == "failed" for result in results):
        return "failing"
    passed = [result.check for result in results if result.status == "passed"]
    if any("symbolic" in check for check in passed):
        return "proved"
    return "checked" if passed else "not verified"


GRADES = {
    "proved": "verified numerically and symbolically",
    "checked": "verified numerically",
    "not verified": "not verified in this build",
    "failing": "a check fails",
}
