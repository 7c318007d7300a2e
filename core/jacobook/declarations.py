"""What a rule declares, looked at when it is registered: cheap checks that need no numbers.

They catch what would fail later in a less readable way. Whether the rule is *true* is the conformance
kit's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from jacobook.namespaces import DEVICES
from jacobook.packs import PackInfo
from jacobook.rule import Rule

Objection = tuple[str, str, str, str]
"""A code, a field, what is wrong, and how to mend it."""


def objections(rule: Rule, info: PackInfo) -> list[Objection]:
    """Why a rule cannot be registered for a pack; nothing if it can."""
    return [*_of_id(rule, info), *_of_arguments(rule), *_of_vectors(rule)]


def _of_id(rule: Rule, info: PackInfo) -> Iterator[Objection]:
    if rule.family not in info.families:
        wrong = "id is outside the pack's namespace"
        yield "JB201", "", wrong, f"rename it to '{info.namespace}.{rule.id}'"
    device = next((word for word in rule.id.split(".") if word in DEVICES), "")
    if device:
        wrong = f"{device!r} is the name of a device on Windows; no page can have it"
        yield "JB201", "", wrong, "choose another word"


def _of_arguments(rule: Rule) -> Iterator[Objection]:
    """Functions that take another number of operands than they are called with."""
    if rule.variadic:
        return
    for field, first in (("pullback", f"{rule.result}_bar"), ("pushforward", "x_dot")):
        for name, function in getattr(rule, field).items():
            wanted = [first, rule.result, *rule.names]
            if callable(function) and (wrong := _other_count(function, wanted)):
                head = f"def {field}({', '.join(_starred(wanted, rule))}): ..."
                yield "JB203", f"{field}[{name!r}]", wrong, head
    if callable(rule.primal) and (wrong := _other_count(rule.primal, list(rule.names))):
        head = f"def primal({', '.join(_starred(list(rule.names), rule))}): ..."
        yield "JB203", "primal", wrong, head


def _starred(names: list[str], rule: Rule) -> list[str]:
    return [*names, "*", *rule.parameters] if rule.parameters else names


def _other_count(function: Callable[..., Any], wanted: list[str]) -> str:
    """What is wrong with the number of positional arguments; empty if nothing is, or can be told."""
    code = getattr(function, "__code__", None)
    if code is None or code.co_flags & 0x04:  # no Python function, or one with *args
        return ""
    bound = 1 if getattr(function, "__self__", None) is not None else 0
    names = code.co_varnames[bound : code.co_argcount]
    least = len(names) - len(getattr(function, "__defaults__", None) or ())
    if least <= len(wanted) <= len(names):
        return ""
    return f"takes {len(names)} arguments ({', '.join(names)}), needs {len(wanted)}"


def _of_vectors(rule: Rule) -> Iterator[Objection]:
    """Vectors that give other operands than the rule has."""
    known = set(rule.names)
    for field in ("vectors", "special_points"):
        for number, vector in enumerate(getattr(rule, field)):
            place = f"{field}[{vector.name or number!r}]" if vector.name else f"{field}[{number}]"
            if set(vector.operands) != known:
                wrong = f"operands has {sorted(vector.operands)}, the rule has {sorted(known)}"
                yield "JB205", place, wrong, "give each operand of the rule"
            elif not known.issuperset(vector.gradients):
                wrong = f"gradients has {sorted(vector.gradients)}, the rule has {sorted(known)}"
                yield "JB205", place, wrong, "give gradients of operands only"
