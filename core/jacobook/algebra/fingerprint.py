"""Fingerprints: the value of an expression at a random point, in whole numbers modulo a prime.

Sums, products, inverses, determinants and whole powers are computed exactly; any other function
gives a number that depends on nothing but its name and its arguments. Two expressions with
different fingerprints are different; equal ones at several points are equal with near certainty,
as far as no law joins different functions (`exp(x) / (1 + exp(x))` and `sigmoid(x)`).
"""

from __future__ import annotations

import hashlib
import itertools
import math
import random
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from jacobook import facts as known
from jacobook import shapes
from jacobook.algebra import canonical as c
from jacobook.algebra.numbers import value_of
from jacobook.expression import CONSTANT, DIMENSION, VARIABLE, Expression, postorder
from jacobook.shapes import Shape

PRIME = 2**61 - 1
SIZES = (2, 3, 4, 5, 6)
"""Sizes of letters: all different, so that a lost transpose changes the shape."""

DRAWS = 3
MOST_ENTRIES = 20_000

Numbers: TypeAlias = "int | Sequence[Numbers]"
"""A scalar, a vector as a list, a matrix as a list of rows, and so on."""


class TooLarge(Exception):
    """An expression with more entries than a fingerprint is made of."""


class NoValue(Exception):
    """A point at which a matrix has no inverse, or a number no reciprocal."""


def agree(a: Expression, b: Expression) -> bool:
    """Whether two canonical expressions have equal fingerprints at several random points.

    Raises:
        TooLarge: they have too many entries.
    """
    if len(a.shape) != len(b.shape):
        return False
    compared = 0
    for draw in range(2 * DRAWS):
        try:
            if fingerprint(a, draw, b) != fingerprint(b, draw, a):
                return False
        except NoValue:
            continue
        compared += 1
        if compared == DRAWS:
            break
    return compared > 0


def fingerprint(root: Expression, draw: int, *others: Expression) -> Numbers:
    """The value of a canonical expression at one random point, modulo `PRIME`.

    Args:
        root: the expression.
        draw: the number of the point.
        others: expressions compared with it, so that sizes are chosen alike.

    Raises:
        NoValue: something has no inverse there.
        TooLarge: it has too many entries.
    """
    point = _Point(draw, (root, *others))
    made: dict[Expression, Numbers] = {}
    for part in postorder(root):
        made[part] = point.value(part, [made[o] for o in part.operands])
    return made[root]


class _Point:
    """A random point: a value for each variable and a number for each size letter."""

    def __init__(self, draw: int, roots: Sequence[Expression]) -> None:
        self.draw = draw
        letters = {
            w for r in roots for p in postorder(r) for d in p.shape for w in shapes.letters_in(d)
        }
        self.sizes = {letter: SIZES[i % len(SIZES)] for i, letter in enumerate(sorted(letters))}

    def shape(self, shape: Shape) -> tuple[int, ...]:
        """A shape in numbers."""
        found = tuple(shapes.counted(d, self.sizes) for d in shape)
        entries = 1
        for d in found:
            entries *= d
        if entries > MOST_ENTRIES:
            raise TooLarge
        return found

    def value(self, part: Expression, operands: list[Numbers]) -> Numbers:
        """The value of one node."""
        leaf = _LEAVES.get(part.operation)
        if leaf is not None:
            return leaf(self, part)
        law = _LAWS.get(part.operation)
        if law is not None:
            return law(self, part, operands)
        return self.opaque(part, operands)

    def opaque(self, part: Expression, operands: list[Numbers]) -> Numbers:
        """A function that nothing is known of: numbers that depend on its arguments alone."""
        name = f"{part.operation}{part.parameters}"
        shape = self.shape(part.shape)
        if c.ELEMENTWISE in part.facts:
            spread = [_filled(shape, o) if isinstance(o, int) else o for o in operands]
            return _by_entry(lambda *entries: _hashed(name, entries), spread, len(shape))
        content = repr(operands)
        return _made(shape, lambda place: _hashed(name, (content, place)))

    def variable(self, leaf: Expression) -> Numbers:
        """Random entries, with the structure that is declared."""
        shape = self.shape(leaf.shape)
        rng = random.Random(f"{self.draw}{leaf['name']}{shape}")
        drawn = _made(shape, lambda _: rng.randrange(1, PRIME))
        if len(shape) == 2:
            return _structured(drawn, leaf.facts)
        return drawn


def _structured(matrix: Numbers, facts: frozenset[str]) -> Numbers:
    """A matrix with declared structure."""
    rows: list[list[int]] = matrix  # type: ignore[assignment]

    def entry(place: tuple[int, ...]) -> int:
        i, j = place
        if known.DIAGONAL in facts:
            return rows[i][j] if i == j else 0
        if known.SYMMETRIC in facts:
            return rows[min(i, j)][max(i, j)]
        if known.SKEW in facts:
            return 0 if i == j else (rows[i][j] if i < j else -rows[j][i]) % PRIME
        if (known.LOWER in facts and i < j) or (known.UPPER in facts and i > j):
            return 0
        return rows[i][j]

    return _made((len(rows), len(rows[0]) if rows else 0), entry)


# ------------------------------------------------------------------------------- entries


def _made(shape: Sequence[int], entry: Callable[[tuple[int, ...]], int]) -> Numbers:
    """An array by a function of the place."""

    def below(place: tuple[int, ...], rest: Sequence[int]) -> Numbers:
        if not rest:
            return entry(place)
        return [below((*place, i), rest[1:]) for i in range(rest[0])]

    return below((), shape)


def _filled(shape: Sequence[int], number: int) -> Numbers:
    return _made(shape, lambda _: number)


def _by_entry(function: Callable[..., int], arrays: Sequence[Numbers], order: int) -> Numbers:
    """A function of corresponding entries."""
    if not order:
        return function(*arrays)
    return [_by_entry(function, items, order - 1) for items in zip(*arrays, strict=True)]


def _hashed(name: str, content: Sequence[object]) -> int:
    digest = hashlib.blake2b(f"{name}{content!r}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % PRIME


def _matrix(x: Numbers) -> list[list[int]]:
    return x  # type: ignore[return-value]


def _vector(x: Numbers) -> list[int]:
    return x  # type: ignore[return-value]


def _number(x: Numbers) -> int:
    return x  # type: ignore[return-value]


# ---------------------------------------------------------------------------------- laws


def _constant(_: _Point, leaf: Expression) -> Numbers:
    value = value_of(leaf)
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return _hashed("no rational", (value,))
    fraction = Fraction(value)
    return fraction.numerator * _reciprocal(fraction.denominator) % PRIME


def _reciprocal(number: int) -> int:
    if number % PRIME == 0:
        raise NoValue
    return pow(number, -1, PRIME)


def _unit(point: _Point, leaf: Expression) -> Numbers:
    shape = point.shape(leaf.shape)
    places = tuple(int(str(v)) % d for (_, v), d in zip(leaf.parameters, shape, strict=True))
    return _made(shape, lambda place: int(place == places))


def _commutation(point: _Point, leaf: Expression) -> Numbers:
    m, n = (shapes.counted(v, point.sizes) for _, v in leaf.parameters)  # type: ignore[arg-type]
    order = [i * n + j for j in range(n) for i in range(m)]  # place in vec(X') of each in vec(X)
    where = {to: source for source, to in enumerate(order)}
    return _made((m * n, m * n), lambda place: int(where[place[0]] == place[1]))


def _plus(_: _Point, part: Expression, terms: list[Numbers]) -> Numbers:
    return _by_entry(lambda *entries: sum(entries) % PRIME, terms, len(part.shape))


def _times(_: _Point, part: Expression, factors: list[Numbers]) -> Numbers:
    return _by_entry(_product, factors, len(part.shape))


def _product(*entries: int) -> int:
    total = 1
    for entry in entries:
        total = total * entry % PRIME
    return total


def _scale(_: _Point, part: Expression, operands: list[Numbers]) -> Numbers:
    scalar, x = operands
    return _by_entry(lambda entry: _number(scalar) * entry % PRIME, [x], len(part.shape))


def _power(point: _Point, part: Expression, operands: list[Numbers]) -> Numbers:
    n = value_of(part.operands[1])
    if not isinstance(n, int):
        name = f"pow{n if n is not None else operands[1]}"
        base = operands[0]
        return _by_entry(lambda entry: _hashed(name, (entry,)), [base], len(part.shape))
    return _by_entry(lambda entry: _raised(entry, n), [operands[0]], len(part.shape))


def _raised(entry: int, n: int) -> int:
    return pow(entry, n, PRIME) if n >= 0 else pow(_reciprocal(entry), -n, PRIME)


def _chain(_: _Point, part: Expression, factors: list[Numbers]) -> Numbers:
    orders = [len(o.shape) for o in part.operands]
    made: Any = factors[0]
    for factor, order in zip(factors[1:], orders[1:], strict=True):
        if orders[0] == 1:  # a row
            columns = list(zip(*_matrix(factor), strict=True)) if order == 2 else [_vector(factor)]
            found = [_dot(_vector(made), column) for column in columns]
            made = found if order == 2 else found[0]
        elif order == 1:
            made = [_dot(row, _vector(factor)) for row in _matrix(made)]
        else:
            columns = list(zip(*_matrix(factor), strict=True))
            made = [[_dot(row, column) for column in columns] for row in _matrix(made)]
    return made  # type: ignore[no-any-return]


def _dot(a: Sequence[int], b: Sequence[int]) -> int:
    return sum(x * y for x, y in zip(a, b, strict=True)) % PRIME


def _transpose(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    return [list(row) for row in zip(*_matrix(operands[0]), strict=True)]


def _outer(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    u, v = map(_vector, operands)
    return [[x * y % PRIME for y in v] for x in u]


def _diag(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    v = _vector(operands[0])
    return _made((len(v), len(v)), lambda place: v[place[0]] if place[0] == place[1] else 0)


def _diagonal(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    return [row[i] for i, row in enumerate(_matrix(operands[0]))]


def _trace(point: _Point, part: Expression, operands: list[Numbers]) -> Numbers:
    return sum(_vector(_diagonal(point, part, operands))) % PRIME


def _total(_: _Point, part: Expression, operands: list[Numbers]) -> Numbers:
    if len(part.operands[0].shape) == 2:
        return sum(itertools.chain.from_iterable(_matrix(operands[0]))) % PRIME
    return sum(_vector(operands[0])) % PRIME


def _inverse(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    return _eliminated(_matrix(operands[0]))[1]


def _determinant(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    try:
        return _eliminated(_matrix(operands[0]))[0]
    except NoValue:
        return 0


def _eliminated(matrix: list[list[int]]) -> tuple[int, list[list[int]]]:
    """The determinant and the inverse by Gauss-Jordan elimination."""
    n = len(matrix)
    rows = [[*row, *(int(i == j) for j in range(n))] for i, row in enumerate(matrix)]
    determinant = 1
    for i in range(n):
        pivot = next((k for k in range(i, n) if rows[k][i]), None)
        if pivot is None:
            raise NoValue
        if pivot != i:
            rows[i], rows[pivot] = rows[pivot], rows[i]
            determinant = -determinant
        determinant = determinant * rows[i][i] % PRIME
        scale = _reciprocal(rows[i][i])
        rows[i] = [x * scale % PRIME for x in rows[i]]
        for k in range(n):
            if k != i and rows[k][i]:
                factor = rows[k][i]
                rows[k] = [(x - factor * y) % PRIME for x, y in zip(rows[k], rows[i], strict=True)]
    return determinant % PRIME, [row[n:] for row in rows]


def _kron(_: _Point, __: Expression, operands: list[Numbers]) -> Numbers:
    a, b = map(_matrix, operands)
    return [[x * y % PRIME for x in row for y in other] for row in a for other in b]


_LEAVES: dict[str, Callable[[_Point, Expression], Numbers]] = {
    VARIABLE: _Point.variable,
    CONSTANT: _constant,
    DIMENSION: lambda point, leaf: shapes.counted(str(leaf["name"]), point.sizes),
    "ones": lambda point, leaf: _filled(point.shape(leaf.shape), 1),
    "zeros": lambda point, leaf: _filled(point.shape(leaf.shape), 0),
    "eye": lambda point, leaf: _made(point.shape(leaf.shape), lambda p: int(p[0] == p[1])),
    "basis": _unit,
    "single": _unit,
    "commutation": _commutation,
}
_LAWS: dict[str, Callable[[_Point, Expression, list[Numbers]], Numbers]] = {
    "plus": _plus,
    "times": _times,
    "scale": _scale,
    "pow": _power,
    "chain": _chain,
    "transpose": _transpose,
    "outer": _outer,
    "diag": _diag,
    "diagonal": _diagonal,
    "trace": _trace,
    "total": _total,
    "inv": _inverse,
    "det": _determinant,
    "kron": _kron,
}
