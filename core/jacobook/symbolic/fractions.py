"""Expressions as fractions of polynomials: a quick proof that two of them are equal.

Everything that is no sum, product or power is a variable of its own (`sin(x)`, `log(x)`). Powers of
one base share a variable: `exp(-2 * x)` is a power of `exp(x)`, and `sqrt(x)` is a variable whose
square is `x`. If the numerator of a difference is zero as a polynomial, then the two expressions
are equal; if it is not, nothing is said. Denominators are kept as products of powers and never
cancelled: cancelling is what takes time in SymPy's own `together`. Change this file for another
relation between variables.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import sympy
from sympy.polys.rings import PolyElement, PolyRing

_MOST_PRODUCTS = 60_000
"""Where a comparison would take more products of terms, nothing is said."""

_NO_NUMBERS = frozenset((sympy.nan, sympy.zoo, sympy.oo, -sympy.oo))

Powers = Mapping[PolyElement, int]


class _NoAnswer(ArithmeticError):
    """Polynomials grow too large, a denominator is zero, or an infinity stands in a sum."""


@dataclass(frozen=True, slots=True)
class Fraction:
    """A polynomial with whole coefficients over a number and a product of powers of such ones."""

    top: PolyElement
    bottom: Powers
    number: int = 1


class _Work:
    """Arithmetic of polynomials, which stops where it would take too long.

    Attributes:
        left: how many products of terms may still be made.
    """

    def __init__(self) -> None:
        """Start with all that one comparison may take."""
        self.left = _MOST_PRODUCTS

    def times(self, a: PolyElement, b: PolyElement) -> PolyElement:
        """The product.

        Raises:
            _NoAnswer: it takes more than is left.
        """
        if len(a) > 1 and len(b) > 1:
            self.left -= len(a) * len(b)
        if self.left < 0:
            raise _NoAnswer
        return a * b

    def power(self, base: PolyElement, count: int) -> PolyElement:
        """A whole power; by repeated products, so that it cannot grow unseen."""
        if len(base) == 1 or count < 2:
            return base**count
        found = base
        for _ in range(count - 1):
            found = self.times(found, base)
        return found

    def total(self, fractions: list[Fraction]) -> Fraction:
        """The sum over a common denominator."""
        bottom: dict[PolyElement, int] = {}
        for fraction in fractions:
            for base, count in fraction.bottom.items():
                bottom[base] = max(count, bottom.get(base, 0))
        top, number = None, math.lcm(*(fraction.number for fraction in fractions))
        for fraction in fractions:
            part = fraction.top.mul_ground(number // fraction.number)
            for base, count in bottom.items():
                part = self.times(part, self.power(base, count - fraction.bottom.get(base, 0)))
            top = part if top is None else top + part
        return Fraction(top, bottom, number)

    def without_powers(
        self, top: PolyElement, root: PolyElement, parts: int, inside: Fraction
    ) -> PolyElement:
        """A numerator in which `root**parts` is replaced by `inside`, over a common denominator."""
        ring, place = top.ring, top.ring.gens.index(root)
        by_whole: dict[int, dict[Any, Any]] = {}
        for exponents, number in top.terms():
            whole, rest = divmod(exponents[place], parts)
            left = (*exponents[:place], rest, *exponents[place + 1 :])
            by_whole.setdefault(whole, {})[left] = number
        most = max(by_whole, default=0)
        if not most:
            return top
        below = ring.one.mul_ground(inside.number)
        for base, count in inside.bottom.items():
            below = self.times(below, self.power(base, count))
        found = ring.zero
        for whole, terms in by_whole.items():
            part = self.times(ring.from_dict(terms), self.power(inside.top, whole))
            found += self.times(part, self.power(below, most - whole))
        return found


class Equality:
    """Whether expressions are equal as fractions; what is found for their parts is kept."""

    def __init__(self, expressions: Iterable[Any]) -> None:
        """Name the variables of some expressions."""
        self._work = _Work()
        self._roots: dict[tuple[Any, Any], int] = {}
        names = [*self._variables(expressions), *self._roots]
        ring = PolyRing([f"v{i}" for i in range(len(names) + 1)], sympy.ZZ, "lex")
        self._variable = dict(zip(names, ring.gens, strict=False))
        self._one = ring.one
        self._made: dict[Any, Fraction] = {}
        self._relations: dict[PolyElement, tuple[int, Fraction]] = {}

    def _variables(self, expressions: Iterable[Any]) -> list[Any]:
        """The parts which are variables; powers are noted by base and exponent."""
        found, seen, waiting = [], set(), list(expressions)
        while waiting:
            part = waiting.pop()
            if part in seen or part.is_Rational:
                continue
            seen.add(part)
            if part.is_Add or part.is_Mul:
                waiting += part.args
            elif part.is_Pow or isinstance(part, sympy.exp):
                waiting += self._noted_powers(part)
            else:
                found.append(part)
        return found

    def _noted_powers(self, power: Any) -> list[Any]:
        """Note the roots that a power is made of; the bases whose own powers it has."""
        inside = []
        for base, exponent, number in _factors(power):
            if exponent == 1:
                inside.append(base)
            if exponent != 1 or number.q > 1:
                key = (base, exponent)
                self._roots[key] = math.lcm(self._roots.get(key, 1), int(number.q))
        return inside

    def holds(self, left: Any, right: Any) -> bool:
        """Whether two expressions are shown to be equal."""
        try:
            first, second = self._fraction(left), self._fraction(right)
            return self._is_zero(self._work.total([first, replace(second, top=-second.top)]).top)
        except (_NoAnswer, RecursionError):
            return False

    def _fraction(self, part: Any) -> Fraction:
        """An expression as a fraction."""
        found = self._made.get(part)
        if found is None:
            found = self._made[part] = self._converted(part)
        return found

    def _converted(self, part: Any) -> Fraction:
        if part.is_Rational:
            return Fraction(self._one.mul_ground(int(part.p)), {}, int(part.q))
        if part.is_Add:
            return self._work.total([self._fraction(term) for term in part.args])
        if part.is_Mul:
            return self._product(self._fraction(factor) for factor in part.args)
        if part.is_Pow or isinstance(part, sympy.exp):
            return self._product(self._powers(part))
        if part in _NO_NUMBERS:
            raise _NoAnswer
        return Fraction(self._variable[part], {})

    def _product(self, factors: Iterable[Fraction]) -> Fraction:
        top, bottom, number = self._one, dict[PolyElement, int](), 1
        for factor in factors:
            top, number = self._work.times(top, factor.top), number * factor.number
            for base, count in factor.bottom.items():
                bottom[base] = bottom.get(base, 0) + count
        return Fraction(top, bottom, number)

    def _powers(self, power: Any) -> Iterator[Fraction]:
        """The factors of a power: whole powers of its base, and of roots."""
        for base, exponent, number in _factors(power):
            parts = self._roots.get((base, exponent), 1)
            count = int(number * parts)
            if exponent != 1:
                root = Fraction(self._variable[base, exponent], {})
                yield self._raised(root, count)
                continue
            whole, rest = divmod(count, parts)
            inside = self._fraction(base)
            yield self._raised(inside, whole)
            if rest:
                root = self._variable[base, exponent]
                self._relations[root] = (parts, inside)
                yield Fraction(self._work.power(root, rest), {})

    def _raised(self, base: Fraction, count: int) -> Fraction:
        """A whole power of a fraction."""
        if count < 0:
            base, count = self._inverse(base), -count
        bottom = {b: n * count for b, n in base.bottom.items()}
        return Fraction(self._work.power(base.top, count), bottom, base.number**count)

    def _inverse(self, fraction: Fraction) -> Fraction:
        """One over a fraction.

        Raises:
            _NoAnswer: it is zero.
        """
        if self._is_zero(fraction.top):
            raise _NoAnswer
        number, primitive = fraction.top.primitive()
        sign = -1 if primitive.LC < 0 else 1
        top = self._one.mul_ground(sign * fraction.number)
        for base, count in fraction.bottom.items():
            top = self._work.times(top, self._work.power(base, count))
        return Fraction(top, dict(_factors_below(primitive.mul_ground(sign))), int(number))

    def _is_zero(self, top: PolyElement) -> bool:
        """Whether a polynomial is zero, powers of roots being replaced by what is under them."""
        for root in reversed(self._relations):
            parts, inside = self._relations[root]
            top = self._work.without_powers(top, root, parts, inside)
        return not top


def _factors(power: Any) -> Iterator[tuple[Any, Any, Any]]:
    """A power as a product of `(base**exponent)**number`, each number being rational."""
    base, exponent = power.as_base_exp()
    for term in sympy.Add.make_args(exponent):
        number, rest = term.as_coeff_Mul(rational=True)
        yield base, rest, number


def _factors_below(top: PolyElement) -> Iterator[tuple[PolyElement, int]]:
    """A polynomial as a product: of powers of variables if it has one term only."""
    if len(top) > 1:
        yield top, 1
        return
    (exponents,) = top.monoms()
    for variable, count in zip(top.ring.gens, exponents, strict=True):
        if count:
            yield variable, count
