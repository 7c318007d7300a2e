"""A registry with one more rule, made without copying the registry.

A rule under test need not belong to a registry. Where it claims nothing that another rule claims,
the two are put side by side, at a cost that does not depend on how many rules there are; where it
does, a registry is made anew, in which it displaces the others.
"""

from __future__ import annotations

import copy
from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jacobook.catalogue import Registry
from jacobook.operations import Operation, Operations, installed_function, operations_of
from jacobook.packs import PackInfo, RulePack
from jacobook.provenance import Provenance
from jacobook.rewriting import rewrites_of, tables, written_names
from jacobook.rule import Rule, numpy_names
from jacobook.tracing import Dispatch, dispatch_of


def containing(rule: Rule, base: Registry) -> Registry:
    """A registry with a rule in it: `base` itself if it has it.

    Raises:
        JacobookError: no registry can hold the rule.
    """
    if _has(base, rule):
        return base
    return _displacing(rule, base) if _claims(rule, base) else Extended(base, rule)


def _has(registry: Registry, rule: Rule) -> bool:
    """Whether this very rule is in a registry; asking for it by its id might warn."""
    return rule in registry.once("held", lambda: frozenset(registry))


def _claims(rule: Rule, base: Registry) -> bool:
    """Whether a rule changes what other rules mean: it has a name of theirs, or rewrites them."""
    if rule.rewrites or rule.literal or any(n in base for n in (rule.id, *rule.aliases)):
        return True
    functions, dotted = base.numpy_rules(), numpy_names(rule)
    words = {rule.op, *rule.aliases, *(name.split(".")[-1] for name in dotted)} - {""}
    return any(name in functions for name in dotted) or any(map(base.operation_name, words))


def _displacing(rule: Rule, base: Registry) -> Registry:
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
    return Registry(packs=[_pack_of(rule, {known.family for known in (*kept, rule)}).add(*kept)])


def _pack_of(rule: Rule, families: Iterable[str] = ()) -> RulePack:
    """A pack of one rule, which may use further families."""
    return RulePack(rule.family, reserved=tuple(sorted({*families, rule.family}))).add(rule)


class _OperationsOfBoth(Operations):
    """The operations of an extended registry: the rule's own, and those of the other rules."""

    def __missing__(self, name: str) -> Operation:
        """Make the rule's own operation; any other is made for its registry, once for all."""
        both: Any = self.registry
        if both.rule_of(name) is both.rule:
            return super().__missing__(name)
        made = self[name] = operations_of(both.base)[name]
        return made


class Extended(Registry):
    """A registry and one rule more, which claims nothing that the others do.

    What is asked of it is asked of a registry of that rule alone, then of the other rules'.
    """

    def __init__(self, base: Registry, rule: Rule) -> None:
        """Put a rule beside a registry; what was made of the other rules is shared."""
        self.base = base
        self.own = Registry(packs=[_pack_of(rule)])
        self.rule = rule
        self.derived = {
            "rewrites": rewrites_of(base),
            "rewrite tables": tables(base),
            "written names": written_names(base),
        }
        self.derived["operations"] = _OperationsOfBoth(self)
        self.derived["dispatch"] = self._dispatch_of_both()

    def _dispatch_of_both(self) -> Dispatch:
        """The dispatch table of the others, with the functions that the rule answers for."""
        made = copy.copy(dispatch_of(self.base))
        made.operations = self.derived["operations"]
        own = [name for name in numpy_names(self.rule) if name.startswith("numpy.")]
        functions = filter(None, map(installed_function, own))
        made.rules = {**made.rules, **dict.fromkeys(functions, self.rule)}
        return made

    def __getattr__(self, name: str) -> Any:
        """Anything else as the registry of the other rules has it."""
        if name == "base":
            raise AttributeError(name)  # it is not set yet
        return getattr(self.base, name)

    def _asked(self, name: object) -> Registry:
        """The registry that knows a rule by id or alias."""
        return self.own if name in self.own else self.base

    def __getitem__(self, name: str) -> Rule:
        """The rule with this id or alias, or the one that answers for this NumPy function."""
        dotted = name.replace("np.", "numpy.", 1) if name.startswith("np.") else name
        if dotted in self.own.numpy_rules():
            return self.rule
        return self._asked(name)[name]

    def __contains__(self, name: object) -> bool:
        """Whether a rule has this id or alias."""
        return name in self.own or name in self.base

    def __len__(self) -> int:
        """How many rules there are."""
        return len(self.base) + 1

    def __iter__(self) -> Iterator[Rule]:
        """The rules, sorted by id."""
        return iter(sorted((*self.base, self.rule), key=lambda rule: rule.id))

    def packs(self) -> tuple[PackInfo, ...]:
        """The packs whose rules are here."""
        return (*self.base.packs(), *self.own.packs())

    def pack_of(self, rule: Rule) -> PackInfo:
        """The pack that brought a rule."""
        return self._asked(rule.id).pack_of(rule)

    def provenance(self, rule: Rule) -> Provenance:
        """Where a rule came from."""
        return self._asked(rule.id).provenance(rule)

    def rule_of(self, operation: str) -> Rule:
        """The rule that differentiates the operation of this name."""
        known = self.own.operation_name(operation) == self.rule.op and bool(self.rule.op)
        return self.rule if known else self.base.rule_of(operation)

    def operation_rule(self, operation: str) -> Rule | None:
        """The rule of an operation."""
        return self.own.operation_rule(operation) or self.base.operation_rule(operation)

    def numpy_rules(self) -> Mapping[str, Rule]:
        """The rule for each NumPy and SciPy function, by dotted name."""
        return ChainMap(*map(dict, (self.own.numpy_rules(), self.base.numpy_rules())))

    def operation_name(self, name: str) -> str | None:
        """The operation that a formula calls `name`, or `None`."""
        return self.own.operation_name(name) or self.base.operation_name(name)

    def operation_names(self) -> Iterable[str]:
        """All names that formulas may use."""
        return (*self.own.operation_names(), *self.base.operation_names())
