"""How rules are related besides using each other: inverse functions, special cases.

Inverse functions are found by numbers: each is applied to the other's values. Special cases are found in
the functions' texts: one is the other with something put in for its operands.
"""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import operations, reading
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.parsing import parse
from jacobook.rule import Rule
from jacobook.testing.domains import Places, sample
from jacobook_site.author_code import Attempt, silence
from jacobook_site.mistakes.trees import Tree, matches, text_of, tree_of

Ids = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Relations:
    """Related rules by id.

    Attributes:
        inverses: the rules of inverse functions.
        special_of: the rules of which a rule is a special case.
        generalises: the rules which are special cases.
    """

    inverses: Ids
    special_of: Ids
    generalises: Ids


def known(registry: Registry, make: Callable[[], Relations] | None = None) -> Relations:
    """The relations of all rules of a registry, kept with it.

    Args:
        registry: the rules.
        make: gives them if they are not known yet; they are worked out otherwise.
    """
    return registry.once("relations", make or (lambda: related(registry)))


def related(registry: Registry) -> Relations:
    """The relations of all rules of a registry, worked out; all of them symmetric."""
    special = _nearest({rule.id: set(general_rules(rule, registry)) for rule in registry})
    return Relations(_inverses(registry), special, _turned(special))


def _nearest(found: Mapping[str, set[str]]) -> Ids:
    """Without the rules that are general cases of others that remain."""
    return {
        name: tuple(sorted(o for o in others if not _beyond(o, others, found)))
        for name, others in found.items()
    }


def _beyond(one: str, others: set[str], found: Mapping[str, set[str]]) -> bool:
    """Whether a rule is the general case of another of the rules, and not the other way round."""
    return any(one in found[o] and o not in found[one] for o in others if o != one)


def _turned(links: Ids) -> Ids:
    """The same links from the other end."""
    found: dict[str, list[str]] = {}
    for name, others in links.items():
        for other in others:
            found.setdefault(other, []).append(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}


# ---------------------------------------------------------------------- inverse functions

COUNT = 9
"""How many numbers the functions are tried at."""

NEAR = 1e-9
Function = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Tried:
    """A function of numbers with points of its domain and its values there."""

    function: Function
    at: Any
    values: Any


def _inverses(registry: Registry) -> Ids:
    """For each rule of a function of one number those of its inverse functions."""
    with silence():
        tried = {rule.id: one for rule in registry if (one := _try(rule)) is not None}
        found: dict[str, set[str]] = {}
        if tried:
            values = np.concatenate([one.values for one in tried.values()])
        for other, two in tried.items():
            back = Attempt(functools.partial(_applied, two.function, values)).value
            for name in _undone(tried, back):
                found.setdefault(name, set()).add(other)
                found.setdefault(other, set()).add(name)
    return {name: tuple(sorted(others)) for name, others in found.items()}


def _applied(function: Function, x: Any) -> Any:
    return np.asarray(function(x), float)


def _undone(tried: Mapping[str, _Tried], back: Any) -> Iterator[str]:
    """The functions whose values were all taken back to where they came from."""
    if back is None or back.shape != (COUNT * len(tried),):
        return
    for (name, one), given in zip(tried.items(), np.split(back, len(tried)), strict=True):
        if np.max(np.abs(given - one.at)) <= NEAR * float(np.max(np.abs(one.at))):
            yield name


def _try(rule: Rule) -> _Tried | None:
    """A rule's function where its values differ from its operand and from each other."""
    operands = rule.operands
    alone = len(operands) == 1 and operands[0].differentiable and not operands[0].variadic
    if rule.kind != "elementwise" or not (alone and rule.op) or rule.parameters:
        return None
    places = Places(np.random.default_rng(7), COUNT)
    x = sample(operands[0], (COUNT,), places, below={})
    function: Function = operations.vocabulary_function(rule.op)
    y = Attempt(functools.partial(_applied, function, x)).value
    if y is None or not np.all(np.isfinite(y)) or len(np.unique(np.round(y, 6))) < COUNT:
        return None
    return None if np.allclose(x, y) else _Tried(function, x, y)


# -------------------------------------------------------------------------- special cases

LEAST = 2
"""A function of fewer operations is an operation that others use, not their general case."""


def general_rules(rule: Rule, registry: Registry) -> Iterator[str]:
    """The rules of which a rule is a special case, by id."""
    tree = tree_of(rule.function)
    for other, pattern in _patterns(registry).get(_root(tree), ()):
        if other.id != rule.id:
            found = matches(pattern, tree, other.names)
            if found is not None and _is_special(rule, other, found, registry):
                yield other.id


def _patterns(registry: Registry) -> Mapping[str, list[tuple[Rule, Tree]]]:
    """The functions that may have special cases, by their outermost operation."""

    def made() -> dict[str, list[tuple[Rule, Tree]]]:
        by_root: dict[str, list[tuple[Rule, Tree]]] = {}
        for rule in registry:
            tree = tree_of(rule.function)
            if not rule.functions and not rule.variadic and _operations(tree) >= LEAST:
                by_root.setdefault(_root(tree), []).append((rule, tree))
        return by_root

    found: dict[str, list[tuple[Rule, Tree]]] = registry.once("patterns of functions", made)
    return found


def _operations(tree: Tree) -> int:
    counted = (ast.BinOp, ast.UnaryOp, ast.Call, ast.Attribute)
    return sum(isinstance(part, counted) for part in ast.walk(tree))


def _root(tree: Tree) -> str:
    """What the outermost operation is."""
    if isinstance(tree, ast.BinOp):
        return type(tree.op).__name__
    if isinstance(tree, ast.Call):
        return text_of(tree.func)
    return type(tree).__name__


def _is_special(rule: Rule, other: Rule, put_in: Mapping[str, Tree], registry: Registry) -> bool:
    """Whether putting trees in for the operands of the general rule makes a narrower function."""
    if set(put_in) != set(other.names):
        return False
    own = {o.name: o for o in rule.operands}
    narrower = False
    for operand in other.operands:
        tree = put_in[operand.name]
        words = {word for word, _ in operand.domain}
        given = own.get(tree.id) if isinstance(tree, ast.Name) else None
        if given is None and words or _axes(tree, rule, registry) != len(operand.shape):
            return False
        if given is not None:
            known = {word for word, _ in given.domain}
            if not words <= known:
                return False
            narrower |= words < known or _sizes(given.shape) < _sizes(operand.shape)
    renamed = all(isinstance(tree, ast.Name) for tree in put_in.values())
    merged = len({text_of(tree) for tree in put_in.values()}) < len(put_in)
    return narrower or merged or not renamed


def _sizes(shape: tuple[Any, ...]) -> int:
    """How many different sizes a shape has: a square matrix has fewer than a matrix."""
    return len(set(shape))


def _axes(tree: Tree, rule: Rule, registry: Registry) -> int:
    try:
        return len(parse(text_of(tree), reading.scope_of(rule), registry).shape)
    except JacobookError:
        return -1
