"""The checks of rules, run once for each state of rule, core and NumPy, and remembered."""

from __future__ import annotations

import hashlib
import importlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import jacobook
from jacobook.catalogue import Registry
from jacobook.evidence import CheckResult
from jacobook.provenance import module_of
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


def checked(
    registry: Registry, memory: Path | None, chosen: Sequence[Check] | None = None
) -> dict[str, tuple[CheckResult, ...]]:
    """The results of all rules, from memory where nothing has changed since.

    Args:
        registry: the rules.
        memory: a JSON file that remembers results, if wanted.
        chosen: the checks to run; all available ones by default.
    """
    checks = available_checks() if chosen is None else chosen
    if not checks:
        return {}
    known = _read(memory)
    core = _core_hash()
    results, remembered = {}, {}
    for rule in registry:
        key = _key(rule, core)
        stored = known.get(rule.id, {})
        found = _stored(stored, key) or _run(rule, registry, checks)
        results[rule.id] = found
        remembered[rule.id] = {"key": key, "checks": [r.as_json() for r in found]}
    if memory is not None:
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(remembered, indent=1), encoding="utf-8")
    return results


def _run(rule: Rule, registry: Registry, checks: Sequence[Check]) -> tuple[CheckResult, ...]:
    results: dict[str, CheckResult] = {}
    for check in checks:
        made = check(rule, registry)
        for result in [made] if isinstance(made, CheckResult) else made:
            results.setdefault(result.check, result)
    return tuple(results.values())


def _read(memory: Path | None) -> Mapping[str, Any]:
    if memory is None or not memory.is_file():
        return {}
    try:
        read: Mapping[str, Any] = json.loads(memory.read_text(encoding="utf-8"))
    except json.JSONDecodeError:
        return {}
    return read


def _stored(stored: Mapping[str, Any], key: str) -> tuple[CheckResult, ...]:
    if stored.get("key") != key:
        return ()
    return tuple(CheckResult(**result) for result in stored["checks"])


def _key(rule: Rule, core: str) -> str:
    module = module_of(rule)
    path = Path(module.__file__) if module and module.__file__ else None
    source = path.read_bytes() if path else repr(rule).encode()
    return hashlib.sha256(source + core.encode()).hexdigest()[:24]


def _core_hash() -> str:
    digest = hashlib.sha256(np.__version__.encode())
    for path in sorted(Path(jacobook.__file__).parent.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
