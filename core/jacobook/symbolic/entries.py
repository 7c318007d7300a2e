"""Arrays of entries: NumPy arrays whose entries are exact numbers and expressions of SymPy.

Broadcasting, indexing and `@` come from NumPy, exactness and derivatives from SymPy; everything
else in the package builds on these few functions. They would change with how a number of a rule's
text is made exact, or with the precision of numbers at a point.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import sympy
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanAtom, BooleanFunction

from jacobook.rule import Array
from jacobook.shapes import Shape

DIGITS = 60
"""The precision of numbers at a point."""
EXACT = sympy.Rational(1, 10**40)
"""How near to zero a number is zero."""


def as_entry(value: Any) -> Any:
    """A number as SymPy's exact number; what belongs to SymPy stays."""
    if isinstance(value, sympy.Basic):
        return value
    if isinstance(value, bool | np.bool_):
        return sympy.true if value else sympy.false
    if isinstance(value, int | np.integer):
        return sympy.Integer(int(value))
    if isinstance(value, complex):
        return as_exact(value.real) + sympy.I * as_exact(value.imag)
    return as_exact(float(value))


_ROOT = sympy.sqrt(8 / sympy.pi)
_MEANT = {
    math.pi: sympy.pi,
    math.e: sympy.E,
    math.sqrt(8 / math.pi): _ROOT,
    -math.sqrt(8 / math.pi): -_ROOT,
    math.inf: sympy.oo,
    -math.inf: -sympy.oo,
}
"""Rounded numbers that rules write for irrational ones."""


def as_exact(value: float) -> Any:
    """The number that was meant: 0.1 is a tenth, 1 / 3 a third and 3.141592653589793 pi."""
    if math.isnan(value) or value in _MEANT:
        return _MEANT.get(value, sympy.nan)
    simple = Fraction(value).limit_denominator(10_000)
    exact = simple if float(simple) == value else Fraction(repr(value))
    return sympy.Rational(exact.numerator, exact.denominator)


def as_array(value: Any) -> Array:
    """An array of SymPy's expressions and exact numbers."""
    return each(as_entry, np.asarray(value, dtype=object))


def each(function: Callable[..., Any], *arrays: Array) -> Array:
    """A function of entries, applied to arrays which broadcast."""
    return np.asarray(np.frompyfunc(function, len(arrays), 1)(*arrays), dtype=object)


def as_number(entry: Any) -> Any:
    """A truth value used as a number."""
    if isinstance(entry, BooleanAtom):
        return sympy.S.One if entry is sympy.true else sympy.S.Zero
    return sympy.Piecewise((1, entry), (0, True)) if is_truth(entry) else entry


def is_truth(entry: Any) -> bool:
    """Whether an entry is a truth value; SymPy's own class for these has all symbols in it."""
    return isinstance(entry, Relational | BooleanAtom | BooleanFunction)


def filled(shape: Sequence[Any], entry: Any = sympy.S.Zero) -> Array:
    """An array which has the same entry everywhere, to be written into."""
    return np.full(tuple(shape), entry, dtype=object)


def symbol_array(name: str, shape: Shape, **assumptions: bool) -> Array:
    """An array of symbols called `x[0]`, `x[1]` and so on."""
    found = filled(shape)
    for index in np.ndindex(found.shape):
        label = f"{name}[{', '.join(map(str, index))}]" if index else name
        found[index] = sympy.Symbol(label, **{"real": True, **assumptions})
    return found


def differentiated(value: Array, variable: Array) -> Array:
    """The derivative of each entry by each symbol. Shape: `value.shape + variable.shape`."""
    found = filled(value.shape + variable.shape)
    for place in np.ndindex(variable.shape):
        slopes = Slopes(variable[place])
        for index in np.ndindex(value.shape):
            found[index + place] = slopes.of(value[index])
    return found


class Slopes:
    """Derivatives by one symbol; those of shared parts are found once.

    The derivatives of functions are SymPy's (`fdiff`); sums, products and powers are taken apart
    here, because `sympy.diff` takes several times as long for what it decides on the way.
    """

    def __init__(self, symbol: Any) -> None:
        """Know the slope of the symbol alone."""
        self.symbol = symbol
        self._known: dict[Any, Any] = {symbol: sympy.S.One}

    def of(self, entry: Any) -> Any:
        """The derivative of an entry."""
        found = self._known.get(entry)
        if found is None:
            found = self._known[entry] = self._of(entry)
        return found

    def _of(self, entry: Any) -> Any:
        if not entry.args:
            return sympy.S.Zero
        if entry.is_Add:
            return sympy.Add(*map(self.of, entry.args))
        if entry.is_Mul:
            return sympy.Add(*(self._of_factor(entry, factor) for factor in entry.args))
        if entry.is_Pow and self.of(entry.exp) == 0:
            inner = self.of(entry.base)
            return inner if inner == 0 else entry.exp * entry.base ** (entry.exp - 1) * inner
        kind: Any = type(entry)
        if _is_plain(kind):
            slopes = [(i, self.of(part)) for i, part in enumerate(entry.args, 1)]
            return sympy.Add(*(entry.fdiff(i) * slope for i, slope in slopes if slope != 0))
        return sympy.diff(entry, self.symbol)

    def _of_factor(self, product: Any, factor: Any) -> Any:
        """The term of the product rule in which one factor is differentiated."""
        slope = self.of(factor)
        if slope == 0:
            return slope
        return sympy.Mul(*(part for part in product.args if part is not factor), slope)


@functools.cache
def _is_plain(function: Any) -> bool:
    """Whether SymPy has a class's derivatives by argument, and the chain rule as for any other."""
    return (
        issubclass(function, sympy.Function)
        and function.fdiff is not sympy.Function.fdiff
        and function._eval_derivative is sympy.Function._eval_derivative
    )


def parts(*entries: Any) -> Iterator[Any]:
    """Every part of some entries once, however often it stands there."""
    seen: set[Any] = set()
    waiting = list(entries)
    while waiting:
        part = waiting.pop()
        if part not in seen:
            seen.add(part)
            waiting += part.args
            yield part


def replaced_in(value: Array, found: Mapping[Any, Any]) -> Array:
    """An array with symbols replaced by what was found for them."""
    known = dict(found)

    def replaced(entry: Any) -> Any:
        made = known.get(entry)
        if made is None:
            inner = [replaced(part) for part in entry.args]
            same = all(a is b for a, b in zip(inner, entry.args, strict=True))
            made = known[entry] = entry if same else entry.func(*inner)
        return made

    return each(replaced, value) if found else value


def at_point(entry: Any, point: Mapping[Any, Any]) -> Any:
    """The number that an entry is at a point; that of a shared part is found once.

    Sums and products are made with as many digits again as are wanted, which cancellation may take.
    """
    known = {symbol: sympy.Float(number, 2 * DIGITS) for symbol, number in point.items()}

    def number(part: Any) -> Any:
        found = known.get(part)
        if found is None:
            found = known[part] = _number(part, number, point)
        return found

    return number(entry).evalf(DIGITS)


def _number(part: Any, number: Callable[[Any], Any], point: Mapping[Any, Any]) -> Any:
    """The number that a part is, those of its own parts being given."""
    if not part.args:
        return part if part.is_Rational else part.evalf(2 * DIGITS)
    kind: Any = type(part)
    if not (part.is_Add or part.is_Mul or part.is_Pow or _is_plain(kind)):
        return part.evalf(2 * DIGITS, subs=dict(point))
    made = part.func(*map(number, part.args))
    return made if made.is_Float else made.evalf(2 * DIGITS)


def zipped(first: Array, second: Array) -> Iterator[tuple[Any, Any]]:
    """The entries of two arrays of the same size, in pairs."""
    return zip(first.ravel(), second.ravel(), strict=True)
