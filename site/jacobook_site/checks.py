"""The checks of a rule, and the grade that follows from them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from typing import Any

from jacobook.catalogue import Registry
from jacobook.evidence import CheckResult
from jacobook.rule import Rule

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


def checks_of(
    rule: Rule, registry: Registry, chosen: Sequence[Check] | None = None
) -> tuple[CheckResult, ...]:
    """The results of a rule's checks; of two with one name the first counts.

    Args:
        rule: the rule.
        registry: all rules.
        chosen: the checks to run; all available ones by default.
    """
    results: dict[str, CheckResult] = {}
    for check in available_checks() if chosen is None else chosen:
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
