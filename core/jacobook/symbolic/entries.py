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
    return as_exact(float(value))


def as_exact(value: float) -> Any:
    """The number that was meant: 0.1 is a tenth, 1 / 3 a third and 3.141592653589793 pi."""
    known = {math.pi: sympy.pi, math.e: sympy.E, math.inf: sympy.oo, -math.inf: -sympy.oo}
    if math.isnan(value) or value in known:
        return known.get(value, sympy.nan)
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
    for index in np.ndindex(value.shape):
        inside = value[index].free_symbols
        for place in np.ndindex(variable.shape):
            if variable[place] in inside:
                found[index + place] = slope(value[index], variable[place])
    return found


def slope(entry: Any, symbol: Any) -> Any:
    """The derivative of an entry in which `symbol` stands.

    The derivatives of functions are SymPy's (`fdiff`); sums, products and powers are taken apart
    here, because `sympy.diff` takes several times as long for what it decides on the way.
    """
    if entry == symbol:
        return sympy.S.One
    if entry.is_Add:
        return sympy.Add(*(slope(part, symbol) for part in _with(symbol, entry.args)))
    if entry.is_Mul:
        return sympy.Add(
            *(_product_slope(entry, part, symbol) for part in _with(symbol, entry.args))
        )
    if entry.is_Pow and symbol not in entry.exp.free_symbols:
        return entry.exp * entry.base ** (entry.exp - 1) * slope(entry.base, symbol)
    kind: Any = type(entry)
    if _is_plain(kind):
        places = enumerate(entry.args, 1)
        inner = [(i, part) for i, part in places if symbol in part.free_symbols]
        return sympy.Add(*(entry.fdiff(i) * slope(part, symbol) for i, part in inner))
    return sympy.diff(entry, symbol)


def _with(symbol: Any, parts: Sequence[Any]) -> list[Any]:
    """The parts in which a symbol stands."""
    return [part for part in parts if symbol in part.free_symbols]


def _product_slope(product: Any, factor: Any, symbol: Any) -> Any:
    """The term of the product rule in which one factor is differentiated."""
    others = (part for part in product.args if part is not factor)
    return sympy.Mul(*others, slope(factor, symbol))


@functools.cache
def _is_plain(function: Any) -> bool:
    """Whether SymPy has a class's derivatives by argument, and the chain rule as for any other."""
    return (
        issubclass(function, sympy.Function)
        and function.fdiff is not sympy.Function.fdiff
        and function._eval_derivative is sympy.Function._eval_derivative
    )


def replaced_in(value: Array, found: Mapping[Any, Any]) -> Array:
    """An array with symbols replaced by what was found for them."""

    def replaced(entry: Any) -> Any:
        return entry.xreplace(found)

    return each(replaced, value) if found else value


def at_point(entry: Any, point: Mapping[Any, Any]) -> Any:
    """The number that an entry is at a point."""
    return entry.evalf(DIGITS, subs=dict(point))


def zipped(first: Array, second: Array) -> Iterator[tuple[Any, Any]]:
    """The entries of two arrays of the same size, in pairs."""
    return zip(first.ravel(), second.ravel(), strict=True)
