"""Named functions put in the place of what they stand for: `exp(x) / sum(exp(x))` is `softmax(x)`.

Which pattern stands for which function is data of the rules (their `rewrites`). A pattern is read
into the canonical algebra like any expression, so the order of factors and terms plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jacobook.algebra import canonical as c
from jacobook.algebra.interpretation import Interpreter, View, viewed
from jacobook.algebra.numbers import ONE, number, value_of
from jacobook.catalogue import Registry
from jacobook.expression import VARIABLE, Expression, postorder, variable, variables
from jacobook.rewriting import Rewrite, is_open, rewrites_of
from jacobook.shapes import Dimension, Shape

Bindings = dict[object, object]

_HOLE = "?"


@dataclass(frozen=True, slots=True)
class Fold:
    """A pattern in the canonical algebra with what replaces it.

    Attributes:
        rule: the id of the rule that states it.
        pattern: the canonical pattern, whose variables stand for anything of their order.
        replacement: what is written instead, in operations of the book.
    """

    rule: str
    pattern: Expression
    replacement: Expression


def folds_of(registry: Registry) -> tuple[Fold, ...]:
    """The patterns of all rules, in every order in which they hold."""
    found: tuple[Fold, ...] | None = registry.derived.get("folds")
    if found is None:
        closed = (r for r in rewrites_of(registry) if not _is_open(r.pattern))
        found = tuple(fold for r in closed for fold in _folds(r, registry))
        found = registry.derived.setdefault("folds", found)
    return found


def _is_open(pattern: Expression) -> bool:
    """Whether a pattern leaves a static parameter open."""
    parameters = (item for part in postorder(pattern) for item in part.parameters)
    return any(is_open(name, value) for name, value in parameters)


def _folds(rewrite: Rewrite, registry: Registry) -> Iterator[Fold]:
    for shapes in _orders(rewrite, registry):
        values = {n: viewed(variable(_HOLE + n, shape)) for n, shape in shapes.items()}
        pattern = Interpreter(registry, values).read(rewrite.pattern).core
        if pattern.operation != VARIABLE:
            yield Fold(rewrite.rule, pattern, rewrite.replacement)


def _orders(rewrite: Rewrite, registry: Registry) -> list[dict[str, Shape]]:
    """The shapes of a rewrite's variables: of any order where it works entry by entry."""
    own = {str(v["name"]): v.shape for v in variables(rewrite.pattern)}
    reader = Interpreter(registry)
    whole = all(
        reader.is_elementwise(part.operation)
        for part in postorder(rewrite.pattern)
        if part.operands
    )
    if not whole or len(own) != 1:
        return [own]
    return [{name: shape} for name in own for shape in ((), ("n",), ("m", "n"))]


def folded(root: Expression, registry: Registry, used: list[str] | None = None) -> Expression:
    """An equal expression with named functions in place of their patterns.

    Args:
        root: a canonical expression.
        registry: the rules.
        used: the ids of the rules that were used are appended to it.
    """
    folds = _by_operation(folds_of(registry))
    made: dict[Expression, Expression] = {}
    for part in postorder(root):
        operands = [made[o] for o in part.operands]
        same = all(a is b for a, b in zip(operands, part.operands, strict=True))
        current = part if same else c.rebuilt(part, operands)
        made[part] = _folded_node(current, folds, registry, used)
    return made[root]


def _by_operation(folds: Iterable[Fold]) -> Mapping[str, list[Fold]]:
    found: dict[str, list[Fold]] = {}
    for fold in folds:
        found.setdefault(fold.pattern.operation, []).append(fold)
    return found


def _folded_node(
    x: Expression, folds: Mapping[str, list[Fold]], registry: Registry, used: list[str] | None
) -> Expression:
    for fold in folds.get(x.operation, ()):
        for bindings, rest in _matches_with_rest(fold.pattern, x):
            if used is not None:
                used.append(fold.rule)
            named = _replacement(fold, bindings, registry)
            return _together(x, named, rest)
    return x


def _replacement(fold: Fold, bindings: Bindings, registry: Registry) -> Expression:
    values: dict[str, View] = {}
    sizes: dict[str, Dimension] = {}
    for hole, found in bindings.items():
        if isinstance(hole, str):
            sizes[hole] = found  # type: ignore[assignment]
        elif isinstance(hole, Expression) and isinstance(found, Expression):
            values[str(hole["name"])[len(_HOLE) :]] = viewed(found)
    return Interpreter(registry, values, sizes).read(fold.replacement).core


def _together(x: Expression, named: Expression, rest: Sequence[Expression]) -> Expression:
    """A replaced part with the factors or terms which the pattern left over."""
    if not rest:
        return named
    if x.operation == "plus":
        return c.plus(named, *rest)
    if x.operation == "scale":
        return c.scale(c.times(*rest), named)
    return c.times(named, *rest)


# -------------------------------------------------------------------------- matching


def _matches_with_rest(
    pattern: Expression, x: Expression
) -> Iterator[tuple[Bindings, list[Expression]]]:
    """The ways in which a pattern is a part of a sum or product, with what is left over."""
    if pattern.operation in ("plus", "times"):
        yield from _some(list(pattern.operands), list(x.operands), {})
    elif pattern.operation == "scale":
        scalars, array = pattern.operands
        for bindings in _matches(array, x.operands[1], {}):
            mine, theirs = list(c.factors_of(scalars)), list(c.factors_of(x.operands[0]))
            yield from _some(mine, theirs, bindings)
    else:
        for bindings in _matches(pattern, x, {}):
            yield bindings, []


def _some(
    patterns: list[Expression], items: list[Expression], bindings: Bindings
) -> Iterator[tuple[Bindings, list[Expression]]]:
    """The ways to match each pattern with another item."""
    if not patterns:
        yield bindings, items
        return
    for i, item in enumerate(items):
        for found in _matches(patterns[0], item, bindings):
            yield from _some(patterns[1:], items[:i] + items[i + 1 :], found)


def _matches(pattern: Expression, x: Expression, bindings: Bindings) -> Iterator[Bindings]:
    """The ways to fill the holes of a pattern so that it equals `x`."""
    if pattern.operation == VARIABLE:
        yield from _fill(pattern, x, bindings)
        return
    scalar = _numbered_hole(pattern)
    if scalar is not None:
        yield from _fill(pattern.operands[-1], c.scale(c.power(scalar, -1), x), bindings)
        return
    if pattern.operation != x.operation or len(pattern.operands) != len(x.operands):
        return
    if pattern.parameters != x.parameters:
        return
    if not pattern.operands:
        yield from _same_leaf(pattern, x, bindings)
    elif pattern.operation in ("plus", "times"):
        for found, _ in _some(list(pattern.operands), list(x.operands), bindings):
            yield found
    else:
        yield from _in_order(pattern.operands, x.operands, bindings)


def _in_order(
    patterns: Sequence[Expression], items: Sequence[Expression], bindings: Bindings
) -> Iterator[Bindings]:
    if not patterns:
        yield bindings
        return
    for found in _matches(patterns[0], items[0], bindings):
        yield from _in_order(patterns[1:], items[1:], found)


def _numbered_hole(pattern: Expression) -> Expression | None:
    """The number in front of a hole: `-x` matches anything, with `x` its negative."""
    if pattern.operation not in ("scale", "times") or len(pattern.operands) != 2:
        return None
    factor, hole = pattern.operands
    return factor if value_of(factor) is not None and hole.operation == VARIABLE else None


def _fill(hole: Expression, x: Expression, bindings: Bindings) -> Iterator[Bindings]:
    if len(hole.shape) != len(x.shape) or bindings.get(hole, x) is not x:
        return
    found = {**bindings, hole: x}
    for letter, size in zip(hole.shape, x.shape, strict=True):
        if found.setdefault(letter, size) != size:
            return
    yield found


def _same_leaf(pattern: Expression, x: Expression, bindings: Bindings) -> Iterator[Bindings]:
    """Equal constants, and constant arrays of equal sizes."""
    if len(pattern.shape) != len(x.shape):
        return
    found = dict(bindings)
    for letter, size in zip(pattern.shape, x.shape, strict=True):
        if found.setdefault(letter, size) != size:
            return
    yield found


__all__ = ["ONE", "Fold", "folded", "folds_of", "number"]
