"""Common factors taken out of sums, where that makes an expression shorter; nothing is expanded.

A.T @ y + A.T @ z   ->   A.T @ (y + z)
a*x + b*x           ->   (a + b)*x
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from weakref import WeakKeyDictionary

from jacobook.algebra import canonical as c
from jacobook.algebra.numbers import ONE, Number, magnitude, number, value_of
from jacobook.expression import Expression, postorder
from jacobook.shapes import Shape

Factor = tuple[str, Expression]
"""Where a common factor stands (`scalar`, `left`, `right`, ...) and what it is."""

_MOST_TERMS = 40

_sizes: WeakKeyDictionary[Expression, int] = WeakKeyDictionary()


def cost(root: Expression) -> int:
    """How much there is to read: the number of leaves and operations, repeated parts repeated."""
    if root in _sizes:
        return _sizes[root]
    for part in postorder(root):
        if part not in _sizes:
            _sizes[part] = _own_cost(part) + sum(_sizes[o] for o in part.operands)
    return _sizes[root]


def _own_cost(part: Expression) -> int:
    """An n-ary operation costs as much as the binary ones that it stands for."""
    if part.operation in ("plus", "times", "chain"):
        return len(part.operands) - 1
    if part.operation == "scale":
        return -1 if c.is_all_ones(part.operands[1]) else 0  # a number, whose ones are not written
    if part.operation == "pow":
        n = value_of(part.operands[1])
        return 0 if n == -1 else 1 if n is None or magnitude(n) <= 1 else 2  # -1 is a division
    return 1


def shortened(root: Expression) -> Expression:
    """An equal expression with products multiplied out where that makes it shorter.

    `S @ X.T @ (X @ S @ X.T @ y - y)` is zero, which shows only when it is multiplied out.
    """
    return c.transformed(root, _multiplied_out)


def _multiplied_out(x: Expression) -> Expression:
    """A product with one sum in it, multiplied out if that is shorter; a sum over one denominator."""
    if x.operation == "plus":
        return _one_fraction(_complement(x))
    if x.operation == "times" and not x.shape:
        return x
    if x.operation not in ("chain", "times", "scale", "outer", "total"):
        return x
    sums = [i for i, o in enumerate(x.operands) if o.operation == "plus"]
    if len(sums) != 1 or len(x.operands[sums[0]].operands) > _MOST_TERMS:
        return x
    (i,) = sums
    terms = [
        c.rebuilt(x, [*x.operands[:i], term, *x.operands[i + 1 :]])
        for term in x.operands[i].operands
    ]
    expanded = _factored_sum(c.plus(*terms))
    return expanded if cost(expanded) < cost(x) else x


def _complement(x: Expression) -> Expression:
    """`1 - sigmoid(-u)` as `sigmoid(u)`."""
    terms = [c.split(term) for term in x.operands]
    of_sigmoid = [core for n, core in terms if n == -1 and core.operation == "sigmoid"]
    if len(terms) != 2 or not of_sigmoid or all(not c.is_all_ones(core) for _, core in terms):
        return x
    if any(n != 1 for n, core in terms if c.is_all_ones(core)):
        return x
    turned = c.minus(of_sigmoid[0].operands[0])
    if cost(turned) >= cost(of_sigmoid[0].operands[0]):
        return x
    return c.opaque("sigmoid", [turned], x.shape, elementwise=True)


def _one_fraction(x: Expression) -> Expression:
    """`a/b + c/d` as one fraction, if its numerator becomes short."""
    if x.operation != "plus" or len(x.operands) > _MOST_FRACTIONS or len(x.shape) > 1:
        return x
    below: dict[Expression, int] = {}
    for term in x.operands:
        for base, power in _denominators(term):
            below[base] = max(below.get(base, 0), power)
    if not below or any(base.shape != x.shape or c.has_tangent(base) for base in below):
        return x
    common = [c.power(base, power) for base, power in below.items()]
    numerator = c.plus(*(_opened(_entry_product([term, *common])) for term in x.operands))
    made = _entry_product([numerator, *(c.power(base, -power) for base, power in below.items())])
    return made if cost(made) < cost(x) else x


_MOST_FRACTIONS = 3
"""Longer sums are not written over one denominator, which would not be shorter."""


def _denominators(term: Expression) -> Iterator[tuple[Expression, int]]:
    for factor in _entry_factors(term):
        base, exponent = c.base_and_exponent(factor)
        n = value_of(exponent)
        if isinstance(n, int) and n < 0:
            yield base, -n


def _entry_factors(term: Expression) -> tuple[Expression, ...]:
    scalar, array = c.unscaled(term)
    return (*c.factors_of(scalar), *c.factors_of(array))


def _opened(x: Expression) -> Expression:
    """A product of a few sums, entry by entry, multiplied out."""
    factors = _entry_factors(x)
    sums = [f for f in factors if f.operation == "plus" and f.shape in ((), x.shape)]
    if not sums or math.prod(len(s.operands) for s in sums) > _MOST_PRODUCTS:
        return x
    rest = [f for f in factors if f not in sums]
    chosen = itertools.product(*(s.operands for s in sums))
    return c.plus(*(_entry_product([*rest, *terms]) for terms in chosen))


def _entry_product(factors: Sequence[Expression]) -> Expression:
    """The product, entry by entry, of scalars and of arrays of one shape."""
    scalars = [f for f in factors if not f.shape]
    arrays = [f for f in factors if f.shape]
    scalar = c.times(ONE, *scalars)
    return c.scale(scalar, c.times(*arrays)) if arrays else scalar


_MOST_PRODUCTS = 12
"""Products of sums with more terms than this are not multiplied out."""


def factored(root: Expression) -> Expression:
    """An equal expression with common factors of its sums taken out."""
    return c.transformed(root, lambda x: _factored_sum(x) if x.operation == "plus" else x)


def _factored_sum(x: Expression) -> Expression:
    """One sum with the best common factors taken out, one after the other."""
    best = x
    if _is_by_entries(x):
        return x
    joined = _one_choice(x)
    if joined is not None:
        return joined if joined.operation != "plus" else _factored_sum(joined)
    while best.operation == "plus" and len(best.operands) <= _MOST_TERMS:
        choices = [choice for choice in _choices(best) if cost(choice) < cost(best)]
        if not choices:
            break
        best = min(choices, key=lambda choice: (cost(choice), c.key(choice)))
    return best if best is x or best.operation == "plus" else factored(best)  # now cheaper


def _one_choice(x: Expression) -> Expression | None:
    """`f * where(c, 1, 0) + g * where(c, 0, 1)` as `where(c, f, g)`; `None` where there is none.

    Tangents stay outside: what is linear in them is still to be read off.
    """
    if c.has_tangent(x):
        return None
    branches: dict[Expression, tuple[list[Expression], list[Expression]]] = {}
    places: dict[Expression, list[Expression]] = {}
    for term in x.operands:
        for condition, holds, rest in _choices_in(term):
            branches.setdefault(condition, ([], []))[0 if holds else 1].append(rest)
            places.setdefault(condition, []).append(term)
    for condition, (yes, no) in branches.items():
        if yes and no:
            outcomes = [c.plus(*(_spread(part, x.shape) for part in side)) for side in (yes, no)]
            choice = c.opaque("where", [condition, *outcomes], x.shape, elementwise=True)
            others = [t for t in x.operands if t not in places[condition]]
            return c.plus(choice, *others)
    return None


def _spread(x: Expression, shape: Shape) -> Expression:
    return x if x.shape == shape else c.scale(x, c.ones(shape))


def _choices_in(term: Expression) -> Iterator[tuple[Expression, bool, Expression]]:
    """Each factor of a term that is 1 or 0: its condition, where it is 1, and the other factors."""
    scalar, array = c.unscaled(term)
    factors = c.factors_of(array) if array.operation == "times" else (array,)
    for factor in factors:
        if factor.operation == "where" and factor.shape == term.shape:
            outcomes = tuple(value_of(o) for o in factor.operands[1:])
            others = [f for f in factors if f is not factor]
            rest = c.scale(scalar, c.times(*others)) if others else scalar
            if outcomes in ((1, 0), (0, 1)) and rest.shape in ((), term.shape):
                yield factor.operands[0], outcomes == (1, 0), rest


def _is_by_entries(x: Expression) -> bool:
    """Whether a sum lists the entries of a vector, one multiple of a unit vector for each."""
    return all(c.array_of(term).operation == "basis" for term in x.operands)


def _choices(x: Expression) -> Iterator[Expression]:
    """The sum with each factor taken out that at least two terms share."""
    groups: dict[Factor, list[Expression]] = {}
    for term in x.operands:
        for factor in dict.fromkeys(_factors(term)):
            groups.setdefault(factor, []).append(term)
    for factor, terms in groups.items():
        if len(terms) > 1:
            yield _taken_out(factor, terms, [t for t in x.operands if t not in terms])


def _taken_out(
    factor: Factor, terms: Sequence[Expression], others: Sequence[Expression]
) -> Expression:
    where, f = factor
    if where == "scalar":
        f = _least_power(f, terms)
        joined = c.scale(f, c.plus(*(c.scale(c.power(f, -1), t) for t in terms)))
    else:
        rests = [_rest(where, f, term) for term in terms]
        joined = _JOIN[where](f, c.plus(*rests))
    return c.plus(joined, *others)


def _least_power(base: Expression, terms: Sequence[Expression]) -> Expression:
    """The power of a scalar which all terms share."""
    exponents: list[Number] = []
    for term in terms:
        for factor in _scalar_factors(term):
            b, e = c.base_and_exponent(factor)
            if b is base:
                exponents.append(value_of(e) or 0)
    least = min(exponents, key=magnitude)
    return c.power(base, least)


def _scalar_factors(term: Expression) -> tuple[Expression, ...]:
    if not term.shape:
        return c.factors_of(term)
    return c.factors_of(term.operands[0]) if term.operation == "scale" else ()


def _factors(term: Expression) -> Iterator[Factor]:
    """The factors which could be taken out of a term."""
    signs = set()
    for factor in _scalar_factors(term):
        base, exponent = c.base_and_exponent(factor)
        n = value_of(exponent)
        if value_of(base) is None and n is not None and (base, n > 0) not in signs:
            signs.add((base, n > 0))
            yield "scalar", base
    _, core = c.split(term)
    array = c.array_of(core)
    if array.shape:
        yield from _array_factors(array)
    else:
        yield from _ends(array)


def _ends(scalar: Expression) -> Iterator[Factor]:
    """The last factors of a bilinear form, an inner product or a trace."""
    if scalar.operation == "chain":
        yield "end", scalar.operands[-1]
        yield "start", scalar.operands[0]
    elif scalar.operation == "total" and len(scalar.operands[0].shape) == 1:
        for factor in c.factors_of(scalar.operands[0]):
            yield "end", factor
            yield "start", factor
    elif scalar.operation == "trace" and scalar.operands[0].operation == "chain":
        yield "last", scalar.operands[0].operands[-1]


def _array_factors(array: Expression) -> Iterator[Factor]:
    yield "array", array
    if array.operation == "chain":
        yield "left", array.operands[0]
        yield "right", array.operands[-1]
    elif array.operation == "outer":
        u, v = array.operands
        yield "row", u
        yield "column", v
        if u.operation == "chain":
            yield "left", u.operands[0]
        if v.operation == "chain":
            yield "right", c.transpose(v.operands[0])
    elif array.operation == "times":
        for factor in array.operands:
            yield "entry", factor
    if array.operation != "times":
        yield "entry", array


def _rest(where: str, f: Expression, term: Expression) -> Expression:
    """What is left of a term without one factor."""
    coefficient, core = c.split(term)
    scalar, array = core.operands if core.operation == "scale" else (ONE, core)
    s = c.times(number(coefficient), scalar)
    if where == "array":
        return s
    return c.scale(s, _REST[where](f, array))


def _without_left(f: Expression, array: Expression) -> Expression:
    if array.operation == "outer":
        u, v = array.operands
        return c.outer(c.chain(*u.operands[1:]), v)
    return c.chain(*array.operands[1:])


def _without_right(f: Expression, array: Expression) -> Expression:
    if array.operation == "outer":
        u, v = array.operands
        return c.outer(u, c.chain(*v.operands[1:]))
    return c.chain(*array.operands[:-1])


def _without_end(f: Expression, scalar: Expression) -> Expression:
    """The vector whose inner product with `f` a scalar is."""
    if scalar.operation == "total":
        rest = list(c.factors_of(scalar.operands[0]))
        rest.remove(f)
        return c.times(*rest) if rest else c.ones(f.shape)
    factors = scalar.operands
    inner = factors[:-1] if factors[-1] is f else [c.transpose(x) for x in reversed(factors[1:])]
    return c.chain(*inner)


def _without_last(f: Expression, scalar: Expression) -> Expression:
    return c.chain(*scalar.operands[0].operands[:-1])


def _without_entry(f: Expression, array: Expression) -> Expression:
    if array is f:
        return c.ones(f.shape)
    rest = list(array.operands)
    rest.remove(f)
    return c.times(*rest)


_REST: dict[str, Callable[[Expression, Expression], Expression]] = {
    "left": _without_left,
    "right": _without_right,
    "row": lambda _, array: array.operands[1],
    "column": lambda _, array: array.operands[0],
    "entry": _without_entry,
    "end": _without_end,
    "start": _without_end,
    "last": _without_last,
}
_JOIN: dict[str, Callable[[Expression, Expression], Expression]] = {
    "array": lambda f, rest: c.scale(rest, f),
    "left": c.chain,
    "right": lambda f, rest: c.chain(rest, f),
    "row": c.outer,
    "column": lambda f, rest: c.outer(rest, f),
    "entry": c.times,
    "end": lambda f, rest: c.inner(rest, f),
    "start": lambda f, rest: c.inner(rest, f),
    "last": lambda f, rest: c.trace(c.chain(rest, f)),
}
