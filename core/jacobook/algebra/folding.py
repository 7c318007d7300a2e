"""Named functions put in the place of what they stand for: `exp(x) / sum(exp(x))` is `softmax(x)`.

Which pattern stands for which function is data of the rules (their `rewrites`). A pattern is read
into the canonical algebra like any expression, so the order of factors and terms plays no part.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from jacobook.algebra import canonical as c
from jacobook.algebra.interpretation import Interpreter, View, viewed
from jacobook.algebra.numbers import value_of
from jacobook.catalogue import Registry
from jacobook.errors import JacobookError
from jacobook.expression import (
    VARIABLE,
    Expression,
    node,
    postorder,
    rebuild,
    variable,
    variables,
)
from jacobook.rewriting import Rewrite, is_open, rewrites_of, rewritten_by
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

    def made() -> tuple[Fold, ...]:
        rewrites = [r for r in rewrites_of(registry) if registry[r.rule].family not in _UNFOLDED]
        return tuple(
            {fold.pattern: fold for r in rewrites for fold in _folds(r, registry)}.values()
        )

    return registry.once("folds", made)


_UNFOLDED = ("ufunc",)
"""Families whose functions are not put in the place of what they stand for: `hypot(x, y)` says
less to a reader than the root of a sum of squares."""


def _folds(rewrite: Rewrite, registry: Registry) -> Iterator[Fold]:
    for shapes, parameters in _instances(rewrite, registry):
        values = {n: viewed(variable(_HOLE + n, shape)) for n, shape in shapes.items()}
        reader = Interpreter(registry, values)
        try:
            pattern = reader.read(_with(rewrite.pattern, parameters))
            replacement = _with(rewrite.replacement, parameters)
            named = reader.read(replacement)
        except JacobookError:
            continue  # axis 1 of a vector
        same = named.core is pattern.core
        if all(pattern.mask) and pattern.core.operation != VARIABLE and not same:
            yield Fold(rewrite.rule, pattern.core, replacement)


Instance = tuple[dict[str, Shape], dict[str, object]]
"""The shapes of a rewrite's variables, and the values of its open static parameters."""


def _instances(rewrite: Rewrite, registry: Registry) -> Iterator[Instance]:
    """The ways to read a rewrite: for each order of its variables and each axis."""
    own = {str(v["name"]): v.shape for v in variables(rewrite.pattern)}
    opened = _open_parameters(rewrite.pattern)
    if opened and (len(own) > 1 or not opened <= _VECTOR.keys()):
        return  # only traces with values know it
    if opened:
        (name,) = own
        yield {name: ("n",)}, {key: _VECTOR[key] for key in opened}
        for axis, keepdims in itertools.product((1, 0), (False, True)):
            given = {"axis": axis, "keepdims": keepdims}
            yield {name: ("m", "n")}, {key: given[key] for key in opened}
    elif len(own) == 1 and _works_by_entry(rewrite.pattern, registry):
        for shape in ((), ("n",), ("m", "n")):
            yield dict.fromkeys(own, shape), {}
    else:
        yield own, {}


_VECTOR: Mapping[str, object] = {"axis": -1, "keepdims": False}
"""What open static parameters are for a vector."""


def _open_parameters(pattern: Expression) -> set[str]:
    """The static parameters which a pattern leaves open."""
    parameters = (item for part in postorder(pattern) for item in part.parameters)
    return {name for name, value in parameters if is_open(name, value)}


def _works_by_entry(pattern: Expression, registry: Registry) -> bool:
    reader = Interpreter(registry)
    applied = (part for part in postorder(pattern) if part.operands)
    return all(reader.is_elementwise(part.operation) for part in applied)


def _with(pattern: Expression, parameters: Mapping[str, object]) -> Expression:
    """A pattern with values for its open parameters."""

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        static = {k: parameters.get(k, v) if is_open(k, v) else v for k, v in current.parameters}
        return node(current.operation, operands, current.shape, static, facts=current.facts)

    return rebuild(pattern, replace) if parameters else pattern


def folded(root: Expression, registry: Registry, used: list[str] | None = None) -> Expression:
    """An equal expression with named functions in place of their patterns.

    Args:
        root: a canonical expression.
        registry: the rules.
        used: the ids of the rules that were used are appended to it.
    """
    folds = _by_operation(folds_of(registry))
    return c.transformed(root, lambda x: _folded_node(x, folds, registry, used))


def recognised(source: Expression, registry: Registry, used: list[str]) -> Expression:
    """An expression in operations of the book, with named functions where they are spelled out.

    This is done before products are taken apart: in `sum(exp(x) / sum(exp(x)) * u)` the divisor
    would leave the sum.
    """

    def replace(current: Expression, operands: tuple[Expression, ...]) -> Expression:
        static = dict(current.parameters)
        made = node(current.operation, operands, current.shape, static, facts=current.facts)
        found = rewritten_by(made, registry) if operands else None
        if found is None or registry[found[1]].family in _UNFOLDED or _is_norm(found[1]):
            return made
        used.append(found[1])
        return found[0]

    return rebuild(source, replace)


def _is_norm(rule: str) -> bool:
    """Whether a rewrite is about norms, which the canonical algebra keeps as sums of squares."""
    return rule.startswith("linalg.norm")


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
