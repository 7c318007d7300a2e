"""The whole record of a rule: what it states, what is derived of it, and its forms, measured."""

from __future__ import annotations

from collections.abc import Sequence

from jacobook.catalogue import Registry
from jacobook.evidence import CheckResult
from jacobook.rule import Rule
from jacobook_site.derivations import rule_derivations
from jacobook_site.forms.build import rule_forms
from jacobook_site.records import RuleRecord, record


def whole_record(rule: Rule, registry: Registry, checks: Sequence[CheckResult] = ()) -> RuleRecord:
    """The record of a rule.

    Args:
        rule: the rule.
        registry: it has the rule, and those that the rule names.
        checks: what was found of it.
    """
    derived, forms = rule_derivations(rule, registry), rule_forms(rule, registry)
    return record(rule, registry, checks, derived, forms)
