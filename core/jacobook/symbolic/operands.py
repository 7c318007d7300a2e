"""Operands on explicit components: symbols, or expressions in parameters, as the domain says.

A structured matrix is an expression in free parameters (a symmetric one in its upper triangle),
and each parameter comes with the interval from which points are drawn. A new word of the domain
language is a line in `_INTERVALS`, a choice in `_discrete` or a structure in `_structured`.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy

from jacobook.operand import Operand
from jacobook.rule import Array
from jacobook.shapes import Shape
from jacobook.symbolic.elementwise import imaginary, real
from jacobook.symbolic.entries import (
    as_array,
    as_entry,
    as_exact,
    each,
    filled,
    symbol_array,
    zipped,
)
from jacobook.symbolic.failures import UnsupportedOperation


@dataclass(frozen=True, slots=True)
class SymbolicOperand:
    """An operand on explicit components.

    Attributes:
        free: what is differentiated by: one symbol for each entry.
        value: the entries that the domain allows: the same symbols, expressions in parameters
            (a symmetric matrix), or numbers.
        tangent: a perturbation, of the same structure if only those count.
        intervals: where each parameter of `value` and `tangent` is drawn from.
    """

    operand: Operand
    free: Array
    value: Array
    tangent: Array
    intervals: Mapping[Any, tuple[Any, Any]]

    @property
    def actual(self) -> dict[Any, Any]:
        """The allowed entry for each free symbol."""
        return {f: v for f, v in zipped(self.free, self.value) if f != v}

    @property
    def parts(self) -> tuple[tuple[Array, Array], ...]:
        """The real and the imaginary symbols of a complex operand, each with their rates."""
        return tuple(
            (each(part, self.free), each(part, self.tangent)) for part in (real, imaginary)
        )

    @property
    def discrete(self) -> bool:
        """Whether the entries are numbers, drawn anew for every point."""
        return bool(self.value.size) and not any(v.free_symbols for v in self.value.ravel())


WIDE, _ABOVE_ZERO = (-2, 2), (sympy.Rational(1, 4), sympy.Rational(5, 2))
_INTERVALS = {
    "pos": _ABOVE_ZERO,
    "nonneg": _ABOVE_ZERO,
    "unit": (sympy.Rational(-17, 20), sympy.Rational(17, 20)),
    "unit01": (sympy.Rational(1, 20), sympy.Rational(19, 20)),
    "prob": _ABOVE_ZERO,
    "gt1": (sympy.Rational(11, 10), 3),
}


def symbolic_operand(operand: Operand, shape: Shape, rng: random.Random) -> SymbolicOperand:
    """An operand of a given shape, as its domain says.

    Raises:
        UnsupportedOperation: a structure that is not expanded at this size.
    """
    if operand.has("complex"):
        value, tangent = (_complex(name, shape) for name in (operand.name, f"d{operand.name}"))
        return SymbolicOperand(operand, value, value, tangent, drawn(WIDE, value + tangent))
    interval = _interval(operand)
    assumptions = {"positive": True} if interval[0] > 0 else {}
    if operand.has("nonzero"):
        assumptions["nonzero"] = True
    plain = symbol_array(operand.name, shape, **assumptions)
    numbers = _discrete(operand, shape, rng)
    if numbers is not None:
        free = symbol_array(operand.name, shape) if operand.differentiable else numbers
        tangent = (
            symbol_array(f"d{operand.name}", shape) if operand.differentiable else filled(shape)
        )
        return SymbolicOperand(operand, free, numbers, tangent, drawn(WIDE, tangent))
    value, extra = _structured(operand, plain)
    free = plain if value is plain else symbol_array(f"{operand.name}.free", shape)
    intervals = {**drawn(interval, value), **extra}
    tangent = symbol_array(f"d{operand.name}", shape)
    if operand.structured:
        tangent = _tangent(value, f"d{operand.name}")
    return SymbolicOperand(operand, free, value, tangent, {**intervals, **drawn(WIDE, tangent)})


def _complex(name: str, shape: Shape) -> Array:
    """Entries with a real and an imaginary part, each a symbol."""
    imaginary_part = symbol_array(f"{name}.im", shape)
    return as_array(symbol_array(f"{name}.re", shape) + sympy.I * imaginary_part)


def drawn(interval: tuple[Any, Any], array: Array) -> dict[Any, tuple[Any, Any]]:
    """An interval for each symbol of an array."""
    symbols = {s for entry in array.ravel() for s in as_entry(entry).free_symbols}
    known = {s: _ABOVE_ZERO if s.is_positive and interval[0] < 0 else interval for s in symbols}
    return dict(sorted(known.items(), key=lambda item: str(item[0])))


def _interval(operand: Operand) -> tuple[Any, Any]:
    for word, arguments in operand.domain:
        if word == "range":
            low, high = (as_exact(float(a)) for a in arguments)
            return low, high
        if word in _INTERVALS:
            return _INTERVALS[word]
    return WIDE


def _discrete(operand: Operand, shape: Shape, rng: random.Random) -> Array | None:
    """Random truth values, signs or integers, for operands that have no others."""
    for word, arguments in operand.domain:
        choices: Sequence[Any]
        if word == "bool" and shape:
            return _mask(shape, rng)
        if word == "bool":
            choices = (sympy.true, sympy.false)
        elif word == "pm1":
            choices = (-1, 1)
        elif word == "int":
            choices = _integers(arguments)
        elif word == "index":
            choices = (0, 1)
        elif word == "onehot":
            return _one_hot([int(size) for size in shape], rng)
        else:
            continue
        found = filled(shape)
        for index in np.ndindex(found.shape):
            found[index] = rng.choice(choices)
        return as_array(found)
    return None


def _mask(shape: Shape, rng: random.Random) -> Array:
    """Truth values, true and false in turn along the last axis, from a random start."""
    found = filled(shape)
    for row in np.ndindex(found.shape[:-1]):
        first = rng.randrange(2)
        for place in range(found.shape[-1]):
            found[(*row, place)] = sympy.true if (first + place) % 2 else sympy.false
    return found


def _one_hot(shape: Sequence[int], rng: random.Random) -> Array:
    """Rows of an identity matrix."""
    labels = rng.choices(range(shape[-1]), k=math.prod(shape[:-1]))
    return as_array(np.eye(shape[-1], dtype=int)[labels].reshape(shape).astype(object))


def _integers(arguments: Sequence[float | str]) -> Sequence[int]:
    """The integers of `int(2..5)`."""
    low, dots, high = str(arguments[0] if arguments else "2..3").partition("..")
    return range(int(low), int(high) + 1) if dots else (int(float(low)),)


_OF_MATRICES = (
    *("singular", "sym", "spd", "skew", "tril", "dominant", "rightspec", "realspec", "orth"),
)


def _structured(operand: Operand, plain: Array) -> tuple[Array, dict[Any, tuple[Any, Any]]]:
    """Entries of the declared structure, and intervals of parameters which need another."""
    if plain.ndim > 2 and any(map(operand.has, _OF_MATRICES)):
        parts = [_structured(operand, part) for part in plain]
        return np.stack([value for value, _ in parts]), {
            k: v for _, d in parts for k, v in d.items()
        }
    n = len(plain) if plain.ndim else 1
    if operand.has("singular"):
        left = symbol_array(f"{operand.name}.left", (n, n - 1))
        return left @ symbol_array(f"{operand.name}.right", (n - 1, n)), {}
    if operand.has("sym") or operand.has("spd"):
        upper = np.where(np.tri(n, k=-1, dtype=bool), plain.T, plain)
        large = {upper[i, i]: (2 * n, 2 * n + 2) for i in range(n)} if operand.has("spd") else {}
        return upper, large
    if operand.has("skew"):
        strict = np.where(np.tri(n, k=-1, dtype=bool), plain, sympy.S.Zero)
        return strict - strict.T, {}
    if operand.has("tril"):
        lower = np.where(np.tri(n, dtype=bool), plain, sympy.S.Zero)
        return lower, {lower[i, i]: _ABOVE_ZERO for i in range(n)}
    if operand.has("dominant") or operand.has("rightspec"):
        return plain, {plain[i, i]: (2 * n, 2 * n + 2) for i in range(n)}
    if operand.has("realspec"):
        beside = {plain[i, j]: _ABOVE_ZERO for i, j in np.ndindex(n, n) if i != j}
        return plain, beside
    if operand.has("orth"):
        return _rotation(plain), {}
    if operand.has("unitvec"):
        return _unit_vector(plain), {}
    if operand.has("prob"):
        return plain / np.sum(plain, axis=-1, keepdims=True), {}
    return plain, {}


def _rotation(plain: Array) -> Array:
    """All rotations of the plane but one, by one parameter."""
    if plain.shape != (2, 2):
        raise UnsupportedOperation(f"an orthogonal matrix of shape {plain.shape} is not expanded")
    t = plain[0, 0]
    cosine, sine = (1 - t**2) / (1 + t**2), 2 * t / (1 + t**2)
    return np.array([[cosine, -sine], [sine, cosine]], dtype=object)


def _unit_vector(plain: Array) -> Array:
    """All unit vectors but one, by stereographic projection."""
    *rest, _ = plain
    square = sum((t**2 for t in rest), sympy.S.Zero)
    entries = [2 * t / (1 + square) for t in rest] + [(1 - square) / (1 + square)]
    return np.array(entries, dtype=object)


def _tangent(value: Array, name: str) -> Array:
    """The direction in which `value` moves when its parameters do."""
    parameters = sorted({s for v in value.ravel() for s in v.free_symbols}, key=str)
    rates = [sympy.Symbol(f"{name}.{i}", real=True) for i in range(len(parameters))]

    def moved(entry: Any) -> Any:
        steps = zip(parameters, rates, strict=True)
        return sum((sympy.diff(entry, p) * rate for p, rate in steps), sympy.S.Zero)

    return each(moved, value)
