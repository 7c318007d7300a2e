"""Exact numbers: the coefficients of canonical expressions."""

from __future__ import annotations

import math
from collections.abc import Iterable
from fractions import Fraction

from jacobook.expression import CONSTANT, Expression, constant

Number = int | float | Fraction

LARGEST_DENOMINATOR = 64
LARGEST_EXPONENT = 64


def exact(value: Number) -> Number:
    """A number as an integer or a short fraction where that loses nothing.

    >>> exact(2.0), exact(0.5), exact(0.1)
    (2, Fraction(1, 2), 0.1)
    """
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, float):
        if not math.isfinite(value) or abs(value) > 1e15:
            return value
        fraction = Fraction(value)
        if fraction.denominator > LARGEST_DENOMINATOR:
            return value
        value = fraction
    if isinstance(value, Fraction) and value.denominator == 1:
        return int(value)
    return value


def magnitude(value: Number) -> Number:
    """The absolute value of a number, of its own type."""
    return value if value >= 0 else -value


def number(value: Number) -> Expression:
    """The node of a number."""
    return constant(exact(value))


ZERO, ONE, MINUS_ONE, HALF = number(0), number(1), number(-1), number(0.5)

PI = constant(math.pi)
"""The number pi, which keeps its name: canonical forms treat it as a positive scalar."""


def times_pi(value: Number) -> Number | None:
    """The short fraction whose product with pi a number is; `None` if there is none, or it is 0.

    >>> times_pi(math.pi / 2), times_pi(2.0)
    (Fraction(1, 2), None)
    """
    if not isinstance(value, float) or not 0 < abs(value) < 1e6:
        return None
    near = Fraction(value / math.pi).limit_denominator(LARGEST_DENOMINATOR)
    return (
        exact(near) if near and abs(float(near) * math.pi - value) <= 1e-15 * abs(value) else None
    )


def in_terms_of_pi(value: Number) -> tuple[Number, Fraction] | None:
    """`(f, p)` if a number is `(f * pi)**p` for a short fraction `f` and the power 1 or 1/2.

    >>> in_terms_of_pi(math.sqrt(2 * math.pi))
    (2, Fraction(1, 2))
    """
    share = times_pi(value)
    if share is not None:
        return share, Fraction(1)
    square = times_pi(value * value) if isinstance(value, float) and value > 0 else None
    return None if square is None else (square, Fraction(1, 2))


def value_of(node: Expression) -> Number | None:
    """The number that a node is; `None` if it is none, or is called by its name."""
    if node.operation != CONSTANT or node is PI:
        return None
    return node["value"]  # type: ignore[return-value]


def raised(base: Number, exponent: Number) -> Number | None:
    """`base ** exponent` as an exact number, if it is one and small.

    >>> raised(2, -2), raised(4, Fraction(1, 2)), raised(2, Fraction(1, 2))
    (Fraction(1, 4), 2, None)
    """
    if (
        isinstance(base, float)
        or isinstance(exponent, float)
        or magnitude(exponent) > LARGEST_EXPONENT
    ):
        return None
    if base == 0:
        return 0 if exponent > 0 else None
    if isinstance(exponent, Fraction):
        return _root(Fraction(base), exponent)
    return exact(Fraction(base) ** exponent)


def _root(base: Fraction, exponent: Fraction) -> Number | None:
    """An exact square root raised to a whole power."""
    if exponent.denominator != 2 or base < 0:
        return None
    top, bottom = math.isqrt(base.numerator), math.isqrt(base.denominator)
    if top * top != base.numerator or bottom * bottom != base.denominator:
        return None
    return raised(Fraction(top, bottom), exponent.numerator)


def content(coefficients: Iterable[Number]) -> Number:
    """The largest number that divides all coefficients, with the sign of the first.

    >>> content([-2, 4]), content([Fraction(1, 2), Fraction(3, 2)]), content([0.1, 2])
    (-2, Fraction(1, 2), 1)
    """
    given = list(coefficients)
    sign = -1 if given[0] < 0 else 1
    if any(isinstance(c, float) for c in given):
        return sign
    fractions = [Fraction(c) for c in given]
    top = math.gcd(*(f.numerator for f in fractions))
    bottom = math.lcm(*(f.denominator for f in fractions))
    return exact(sign * Fraction(top, bottom))
