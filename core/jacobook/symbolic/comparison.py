"""Whether two expressions are equal: as fractions, by numbers at a point, then by simplification.

Change this file for what counts as equal: the precision that is asked for, and how large an
expression may be for each way to simplify it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import sympy

from jacobook import shapes
from jacobook.rule import Array
from jacobook.symbolic.entries import EXACT, as_number, at_point, parts
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.fractions import Equality

ROUNDED = sympy.Rational(1, 10**12)
"""An error that looks like a rounded number in the text of a rule."""
_EXPAND_LIMIT, _TOGETHER_LIMIT, _SIMPLIFY_LIMIT = 300, 300, 60

Pair = tuple[str, Any, Any]
"""An entry's name, what SymPy derives for it, and what the statement says."""


def paired(derived: Array, said: Array) -> list[Pair]:
    """Two arrays entry by entry; a pair that differs if their shapes do.

    Raises:
        UnsupportedOperation: both sides of an entry are undefined.
    """
    if derived.shape != said.shape:
        shown = f"{shapes.show(derived.shape)} where it says {shapes.show(said.shape)}"
        return [(f"the shape is {shown}", sympy.S.One, sympy.S.Zero)]
    pairs = [
        (f"entry {index}: " if index else "", as_number(derived[index]), as_number(said[index]))
        for index in np.ndindex(derived.shape)
    ]
    for label, left, right in pairs:
        if _is_undefined(left) and _is_undefined(right):
            raise UnsupportedOperation(f"{label}{left} and {right} cannot be compared")
    return pairs


def _is_undefined(entry: Any) -> bool:
    return any(part in (sympy.nan, sympy.zoo) for part in parts(entry))


def unproven(pairs: Sequence[Pair]) -> list[Pair]:
    """The entries whose two sides are neither the same expression nor equal as fractions."""
    open_pairs = [pair for pair in pairs if pair[1] != pair[2]]
    if not open_pairs:
        return []
    fractions = Equality(side for _, *sides in open_pairs for side in sides)
    return [pair for pair in open_pairs if not fractions.holds(pair[1], pair[2])]


def compared(pair: Pair, point: Mapping[Any, Any]) -> tuple[str, str] | None:
    """A grade which the numbers at a point decide, or `None` if they agree."""
    label, derived, said = pair
    left, right = at_point(derived, point), at_point(said, point)
    if not (left.is_finite and right.is_finite):
        if (left.is_finite is False) != (right.is_finite is False):
            return _refuted(pair, (left, right), point)
        raise UnsupportedOperation(f"{label}not a number at {_place(pair, point)}")
    error = abs(left - right) / max(1, abs(left))
    if error <= EXACT:
        return None
    if error <= ROUNDED:
        raise UnsupportedOperation(f"{label}agrees to {_shown(error)} only: a rounded number?")
    return _refuted(pair, (left, right), point)


def _refuted(pair: Pair, numbers: Sequence[Any], point: Mapping[Any, Any]) -> tuple[str, str]:
    """The grade of a wrong statement, with its number, the right one, and the point."""
    derived, said = map(_shown, numbers)
    return "refuted", f"{pair[0]}{derived} where it says {said} at {_place(pair, point)}"


def _place(pair: Pair, point: Mapping[Any, Any]) -> str:
    """The numbers of the symbols that stand in a pair."""
    used = sorted((part for part in parts(*pair[1:]) if part.is_Symbol and part in point), key=str)
    return ", ".join(f"{symbol} = {point[symbol]}" for symbol in used)[:200]


def _shown(number: Any) -> str:
    return str(sympy.N(number, 8))


def vanishes(difference: Any) -> bool:
    """Whether an expression is zero, by the cheapest way that shows it."""
    size = _size(difference)
    if size <= _EXPAND_LIMIT and sympy.expand(difference) == 0:
        return True
    if size <= _TOGETHER_LIMIT:
        if _numerator(difference) == 0:
            return True
        exponential = difference.rewrite(sympy.exp)
        if exponential != difference and _numerator(exponential) == 0:
            return True
    return bool(size <= _SIMPLIFY_LIMIT and sympy.simplify(difference) == 0)


def _size(entry: Any) -> int:
    """How many operations an expression is written with; counting ends above the largest limit."""
    count, waiting = 0, [entry]
    while waiting and count <= _EXPAND_LIMIT:
        part = waiting.pop()
        count += max(len(part.args) - 1, 1 if part.args else 0)
        waiting += part.args
    return count


def _numerator(difference: Any) -> Any:
    """The expanded numerator over one denominator."""
    return sympy.expand(sympy.fraction(sympy.together(difference))[0])
