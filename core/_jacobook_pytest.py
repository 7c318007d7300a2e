"""The pytest plugin: two options, a line about the run, and a registry of the built-in rules.

It is loaded in every pytest run of an environment that has jacobook, so it imports nothing of
jacobook, NumPy or SymPy; it is a module of its own because importing a package imports its parents.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import jacobook

_runs: list[pytest.Config] = []
"""The runs under way, the innermost last: a run of pytest may start another in its process."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the options."""
    group = parser.getgroup("jacobook", "rules of jacobook")
    group.addoption(
        "--jacobook-exhaustive",
        action="store_true",
        help="check rules over the full products of parameters, shapes and draws",
    )
    group.addoption(
        "--jacobook-rule",
        action="append",
        default=[],
        metavar="ID",
        help="of the tests of rules, run only those of this rule (acme.*: of these)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Remember the run."""
    _runs.append(config)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Forget the run."""
    if config in _runs:
        _runs.remove(config)


def exhaustive() -> bool:
    """Whether the run asks for the full products; `parametrize_rules` looks here."""
    return bool(_runs and _runs[-1].getoption("jacobook_exhaustive"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of other rules than the chosen ones; all other tests stay.

    Raises:
        UsageError: no test is about a chosen rule.
    """
    chosen: list[str] = config.getoption("jacobook_rule")
    if not chosen:
        return
    tested = {rule for item in items if (rule := _rule_of(item))}
    for name in chosen:
        if not any(fnmatchcase(rule, name) for rule in tested):
            raise pytest.UsageError(_names_no_rule(name, sorted(tested)))
    kept: list[pytest.Item] = []
    left_out: list[pytest.Item] = []
    for item in items:
        (kept if _is_wanted(_rule_of(item), chosen) else left_out).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _is_wanted(rule: str, chosen: list[str]) -> bool:
    """Whether a test stays: it is about no rule, or about a chosen one."""
    return not rule or any(fnmatchcase(rule, name) for name in chosen)


def _names_no_rule(name: str, tested: list[str]) -> str:
    """What is wrong with an option, and what there is."""
    shown = ", ".join(tested[:5]) + (f" and {len(tested) - 5} more" if len(tested) > 5 else "")
    return f"--jacobook-rule {name}: no test is about such a rule; tested are {shown or 'none'}"


def _rule_of(item: pytest.Item) -> str:
    """The id of the rule that a test is about; empty if it is about none."""
    case = _case_of(item)
    return case.rule.id if case is not None else ""


def _case_of(item: pytest.Item) -> Any:
    """The case of `parametrize_rules` that a test runs, if it is one."""
    given = getattr(item, "callspec", None)
    case = None if given is None else given.params.get("case")
    return case if type(case).__module__ == "jacobook.testing.kit" else None


def pytest_report_collectionfinish(config: pytest.Config, items: list[pytest.Item]) -> list[str]:
    """One line if rules are tested: versions, where random numbers come from, and packs."""
    cases = [case for item in items if (case := _case_of(item)) is not None]
    return [_line(cases, wide=exhaustive())] if cases else []


def _line(cases: list[Any], *, wide: bool) -> str:
    """`jacobook 0.1.0, contract 1.0, seeds from the rules' ids, packs: acme 0.1.0`."""
    host = sys.modules["jacobook"]
    contract = sys.modules["jacobook.hookspecs"].CONTRACT
    parts = [f"jacobook {host.__version__}", f"contract {contract}", "seeds from the rules' ids"]
    parts += ["exhaustive"] if wide else []
    return ", ".join([*parts, f"packs: {', '.join(dict.fromkeys(_packs(cases)))}"])


def _packs(cases: list[Any]) -> Iterator[str]:
    """The packs under test with their versions."""
    seen = set()
    for case in cases:
        family = case.rule.id.split(".")[0]
        if family not in seen:
            seen.add(family)
            found = case.registry.provenance(case.rule)
            yield f"{found.pack} {found.version}".strip()


@pytest.fixture(scope="session")
def jacobook_registry() -> jacobook.Registry:
    """The built-in rules alone: whatever packs are installed, they are not looked for."""
    import jacobook

    return jacobook.Registry(packs=["jacobook_rules:pack"])
