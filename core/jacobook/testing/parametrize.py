"""The kit as pytest tests: one test for each rule and check."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jacobook.catalogue import Registry, default_registry
from jacobook.rule import Rule
from jacobook.testing.expectations import Expectations, names_no_case
from jacobook.testing.kit import declared_of, expecting, iter_cases

PLUGIN = "_jacobook_pytest"
"""The module of the pytest plugin, which knows the options of the run."""


def parametrize_rules(
    chosen: str | Iterable[Rule] | None = None,
    expected_failures: Mapping[str, str] | None = None,
    *,
    exhaustive: bool | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """A pytest decorator: one test for each rule and check.

        @parametrize_rules("acme", expected_failures={"acme.f-second": "issue 12"})
        def test_rule(case):
            case.assert_passes()

    Args:
        chosen: the namespace of a pack, or rules; all rules by default.
        expected_failures: by case id (`*` stands for anything), why it fails today; these are
            added to the pack's own. A case which passes although it is declared fails the test,
            and a declaration that names no case is an error.
        exhaustive: all products of parameters, shapes and draws; by default as the option
            `--jacobook-exhaustive` says.

    Raises:
        ValueError: no pack has this namespace, or a declaration names no case.
    """
    import pytest

    rules = _chosen(chosen)
    everything = _asked_exhaustive() if exhaustive is None else exhaustive
    declared = dict(expected_failures or {})
    own = declared_of(rules, default_registry())
    cases = list(iter_cases(rules, exhaustive=everything))
    expectations = Expectations({**own, **declared})
    marked = list(expecting(cases, expectations))
    strict = declared.keys() | (own.keys() if isinstance(chosen, str) else set())
    if unused := [name for name in expectations.unused if name in strict]:
        raise ValueError(names_no_case(unused))
    return pytest.mark.parametrize("case", [pytest.param(case, id=case.id) for case in marked])


def _asked_exhaustive() -> bool:
    """Whether the option `--jacobook-exhaustive` is given, where the plugin is loaded."""
    plugin = sys.modules.get(PLUGIN)
    return plugin is not None and bool(plugin.exhaustive())


def _chosen(chosen: str | Iterable[Rule] | None) -> list[Rule]:
    """The rules of a pack, those that are given, or all."""
    registry = default_registry()
    if chosen is None:
        return list(registry)
    if not isinstance(chosen, str):
        return list(chosen)
    found = [rule for rule in registry if registry.pack_of(rule).namespace == chosen]
    if not found:
        raise ValueError(_missing(chosen, registry))
    return found


def _missing(namespace: str, registry: Registry) -> str:
    """That a pack is not there: what is, why it may be missing, and what to do."""
    known = [info.namespace for info in registry.packs()]
    close = difflib.get_close_matches(namespace, known, n=1)
    told = [f"no rules of a pack named {namespace!r}; loaded are {', '.join(known)}"]
    told += [f"did you mean {close[0]!r}?"] if close else []
    told += [finding.line for finding in registry.findings if finding.pack == namespace]
    advice = (
        "Install the pack in this environment: pip install -e . in its folder. Its entry point in "
        f'the group "jacobook.packs" must be called {namespace!r}; `jacobook packs --all` lists '
        "what was found."
    )
    return "\n".join([*told, advice])
