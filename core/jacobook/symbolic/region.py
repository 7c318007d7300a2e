"""Where a function with branches is smooth: comparisons are decided at a point.

`maximum`, `where` and `sort` are compared in the regions of random points: each comparison is
decided at the point, and what is left may be differentiated. Without a point nothing is decided,
and comparisons stay relations of SymPy. Change this file for another way to decide.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

import sympy

from jacobook.symbolic.entries import EXACT, as_entry, at_point, is_truth
from jacobook.symbolic.failures import UnsupportedOperation

LOGIC: Mapping[str, Callable[..., Any]] = {
    "logical_and": sympy.And,
    "logical_or": sympy.Or,
    "logical_not": sympy.Not,
}
_RELATIONS: Mapping[str, Callable[[Any, Any], Any]] = {
    "less": sympy.Lt,
    "less_equal": sympy.Le,
    "greater": sympy.Gt,
    "greater_equal": sympy.Ge,
    "equal": sympy.Eq,
    "not_equal": sympy.Ne,
}
_SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "less": operator.lt,
    "less_equal": operator.le,
    "greater": operator.gt,
    "greater_equal": operator.ge,
    "equal": operator.eq,
    "not_equal": operator.ne,
}


class Region:
    """Where values hold: everywhere, or near a point.

    Attributes:
        point: the number for each symbol, or `None` for everywhere.
        decisions: what was decided at the point: the region that the values hold in.
    """

    def __init__(self, point: Mapping[Any, Any] | None = None) -> None:
        """Decide nothing, or everything at a point."""
        self.point = None if point is None else dict(point)
        self.decisions: dict[Any, Any] = {}

    def truth(self, entry: Any) -> Any:
        """An entry as a truth value."""
        return entry if is_truth(entry) else self.compare("not_equal", entry, 0)

    def choose(self, condition: Any, yes: Any, no: Any) -> Any:
        """One of two values; both, as a `Piecewise`, where the condition is not decided."""
        if condition is sympy.true:
            return yes
        if condition is sympy.false:
            return no
        return sympy.Piecewise((yes, condition), (no, True))

    def compare(self, relation: str, left: Any, right: Any) -> Any:
        """A comparison, decided at the point if there is one."""
        if self.point is None:
            return _RELATIONS[relation](left, right)
        if relation in ("equal", "not_equal") and (left - right).has(sympy.I):
            same = bool(abs(at_point(left - right, self.point)) < EXACT)
            self.decisions[left - right] = same
            return as_entry(same == (relation == "equal"))
        sign = self.sign(left - right)
        if sign is None:
            return sympy.true if relation == "not_equal" else sympy.false
        return as_entry(_SIGNS[relation](sign, 0))

    def sign(self, entry: Any) -> int | None:
        """-1, 0 or 1: the sign at the point; 0 only for an exact zero, `None` for NaN.

        Raises:
            UnsupportedOperation: the point is on a kink, or the value there is not real.
        """
        if entry is sympy.nan:
            return None
        if entry.is_zero or sympy.expand(entry) == 0:
            return 0
        if entry.is_Symbol and (entry.is_positive or entry.is_negative):
            return 1 if entry.is_positive else -1
        value = at_point(entry, self.point or {})
        if not value.is_extended_real or abs(value) < EXACT:
            raise UnsupportedOperation(f"cannot decide the sign of {entry}")
        sign = 1 if value > 0 else -1
        if entry.free_symbols:
            self.decisions[entry] = sign
        return sign

    def integer(self, rounding: Callable[[Any], Any], entry: Any) -> Any:
        """An entry rounded: constant in the region of the point."""
        if self.point is None:
            return rounding(entry)
        found = rounding(at_point(entry, self.point))
        if entry.free_symbols:
            self.decisions[(rounding.__name__, entry)] = found
        return found
