"""Like terms that look different: joined where the index form says that they are equal."""

from __future__ import annotations

from collections.abc import Hashable

from jacobook.algebra import canonical as c
from jacobook.algebra import fingerprint, index_key
from jacobook.algebra.index_terms import IndexFormTooLarge
from jacobook.algebra.numbers import Number, exact, number
from jacobook.expression import Expression

_MOST_TERMS = 24


def same(a: Expression, b: Expression) -> bool:
    """Whether two canonical expressions are equal for every size, as far as forms can tell.

    They are one object, or their index forms have the same key; a false answer decides nothing.
    """
    if a is b:
        return True
    try:
        return a.shape == b.shape and index_key.same(a, b)
    except IndexFormTooLarge:
        return False


def how_equal(a: Expression, b: Expression) -> str:
    """Which tier says that two canonical expressions are equal; empty if none does.

    `"form"`: they are one object. `"index form"`: equal as sums of products, for every size.
    `"fingerprint"`: equal modulo a prime at random points, other functions taken as unknown.
    """
    if a is b:
        return "form"
    if same(a, b):
        return "index form"
    try:
        return "fingerprint" if fingerprint.agree(a, b) else ""
    except fingerprint.TooLarge:
        return ""


def collected(root: Expression) -> Expression:
    """An equal expression whose sums have no two terms that are equal up to a number."""
    return c.transformed(root, lambda x: _joined(x) if x.operation == "plus" else x)


def _joined(x: Expression) -> Expression:
    if len(x.operands) > _MOST_TERMS:
        return x
    found: dict[Hashable, tuple[Number, Expression]] = {}
    for term in x.operands:
        coefficient, core = c.split(term)
        name = _name(core)
        before, representative = found.get(name, (0, core))
        found[name] = exact(before + coefficient), representative
    if len(found) == len(x.operands):
        return x
    return c.plus(*(c.scale(number(n), core) for n, core in found.values()))


def _name(core: Expression) -> Hashable:
    try:
        return index_key.key(core)
    except IndexFormTooLarge:
        return core
