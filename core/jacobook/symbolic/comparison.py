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
from jacobook.symbolic.entries import EXACT, as_number, at_point
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.fractions import Equality

ROUNDED = sympy.Rational(1, 10**12)
"""An error that looks like a rounded number in the text of a rule."""
_EXPAND_LIMIT, _TOGETHER_LIMIT, _SIMPLIFY_LIMIT = 2000, 400, 60

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
        if left.has(sympy.nan, sympy.zoo) and right.has(sympy.nan, sympy.zoo):
            raise UnsupportedOperation(f"{label}{left} and {right} cannot be compared")
    return pairs


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
    used = sorted(derived.free_symbols | said.free_symbols, key=str)
    place = ", ".join(f"{s} = {point[s]}" for s in used)[:200]
    if not (left.is_finite and right.is_finite):
        if (left.is_finite is False) != (right.is_finite is False):
            return "refuted", f"{label}{_shown(left)} where it says {_shown(right)} at {place}"
        raise UnsupportedOperation(f"{label}not a number at {place}")
    error = abs(left - right) / max(1, abs(left))
    if error <= EXACT:
        return None
    if error <= ROUNDED:
        raise UnsupportedOperation(f"{label}agrees to {_shown(error)} only: a rounded number?")
    return "refuted", f"{label}{_shown(left)} where it says {_shown(right)} at {place}"


def _shown(number: Any) -> str:
    return str(sympy.N(number, 8))


def vanishes(difference: Any) -> bool:
    """Whether an expression is zero, by the cheapest way that shows it."""
    size = sympy.count_ops(difference)
    if size <= _EXPAND_LIMIT and sympy.expand(difference) == 0:
        return True
    if size <= _TOGETHER_LIMIT:
        if _numerator(difference) == 0:
            return True
        exponential = difference.rewrite(sympy.exp)
        if exponential != difference and _numerator(exponential) == 0:
            return True
    return bool(size <= _SIMPLIFY_LIMIT and sympy.simplify(difference) == 0)


def _numerator(difference: Any) -> Any:
    """The expanded numerator over one denominator."""
    return sympy.expand(sympy.fraction(sympy.together(difference))[0])
