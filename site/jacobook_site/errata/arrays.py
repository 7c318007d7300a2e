"""Small arrays and numbers, real or complex, as an erratum shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from jacobook.closed_form.checking import directional
from jacobook.rule import Array
from jacobook_site.errata.erratum import RIGHT, WRONG
from jacobook_site.numbers import shown

DIGITS = 6
CLOSE = 1e-6
"""How far differences of function values may be from a derivative, as a part of its size."""


def array(value: Any) -> Array:
    """Numbers as an array of floats or complex numbers."""
    made = np.asarray(value)
    return made if made.dtype.kind == "c" else made.astype(float)


def close(a: Array, b: Array) -> bool:
    """Whether two arrays agree as well as differences can tell."""
    if np.shape(a) != np.shape(b) or not np.all(np.isfinite(a)) or not np.all(np.isfinite(b)):
        return False
    size = max(1.0, float(np.max(np.abs(b), initial=0.0)))
    return bool(np.max(np.abs(np.asarray(a) - np.asarray(b)), initial=0.0) <= CLOSE * size)


def inner(gradient: Array, direction: Array) -> Array:
    """What a gradient says of a change: the real part of `sum(conj(gradient) * direction)`."""
    return np.real(np.sum(np.conj(gradient) * direction))


def word(got: Array, true: Array) -> str:
    """Whether a number is right, in a word."""
    return RIGHT if close(got, true) else WRONG


def slope(f: Callable[[Array], Array], x: Array, direction: Array) -> Array:
    """The derivative along a direction, by central differences; NaN where they settle on nothing."""
    with np.errstate(all="ignore"):
        found = directional(f, x, direction)
    return np.asarray(np.nan if found is None else found)


def told(value: Any) -> str:
    """A number or a vector of numbers as text: `1.5`, `1 − 2i`, `(3, 2i)`."""
    made = np.asarray(value)
    if made.shape:
        return f"({', '.join(told(entry) for entry in made)})"
    parts = [_tidy(float(part)) for part in (made.real, made.imag)]
    return shown(complex(*parts) if parts[1] else parts[0], DIGITS)


def _tidy(value: float) -> float:
    """A number without the last digits of differences: 0 for what is nearly 0."""
    return 0.0 if abs(value) < NOTHING else value


NOTHING = 1e-9
