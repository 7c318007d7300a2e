"""What functions mean that depend on an order of the entries: sorts, quantiles, interpolation.

The order is decided at the point of a region. Change this file for another function of sorted
entries; `arrays` says under which name it is found.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import sympy

from jacobook import shapes
from jacobook.rule import Array
from jacobook.shapes import Axis
from jacobook.symbolic.elementwise import maximum, minimum
from jacobook.symbolic.entries import as_array, as_entry, filled
from jacobook.symbolic.failures import UnsupportedOperation
from jacobook.symbolic.region import Region


def _reduced(s: Region, x: Array, axis: Axis, keepdims: bool, pick: Callable[..., Any]) -> Any:
    """`pick(entries)` along axes."""
    axes = shapes.normalise_axes(axis, x.ndim)
    kept = [i for i in range(x.ndim) if i not in axes]
    rows = np.transpose(x, (*kept, *axes)).reshape((*(x.shape[i] for i in kept), -1))
    found = filled(rows.shape[:-1])
    for index in np.ndindex(found.shape):
        found[index] = pick(s, list(rows[index]))
    return found.reshape(shapes.reduced(x.shape, axis, keepdims))


def _largest(s: Region, entries: Sequence[Any]) -> Any:
    return functools.reduce(functools.partial(maximum, s), entries)


def _smallest(s: Region, entries: Sequence[Any]) -> Any:
    return functools.reduce(functools.partial(minimum, s), entries)


def _order(s: Region, entries: Sequence[Any]) -> list[int]:
    """The places of the entries in ascending order, as decided at the point."""
    if s.point is None:
        raise UnsupportedOperation("sorting symbols")

    def by_sign(i: int, j: int) -> int:
        return s.sign(entries[i] - entries[j]) or 0

    return sorted(range(len(entries)), key=functools.cmp_to_key(by_sign))


def _sorted(s: Region, entries: Sequence[Any]) -> list[Any]:
    return [entries[i] for i in _order(s, entries)]


def _along(s: Region, x: Array, axis: int | None, change: Callable[..., Any]) -> Array:
    """`change(entries)`, a list of the same length, along one axis."""
    rows = np.moveaxis(x.reshape(-1) if axis is None else x, -1 if axis is None else axis, -1)
    found = filled(rows.shape)
    for index in np.ndindex(rows.shape[:-1]):
        found[index] = change(s, list(rows[index]))
    return found if axis is None else np.moveaxis(found, -1, axis)


def amax(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    """The largest entry."""
    return _reduced(s, x, axis, keepdims, _largest)


def amin(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    """The smallest entry."""
    return _reduced(s, x, axis, keepdims, _smallest)


def argmax(s: Region, x: Array, axis: int | None = None, keepdims: bool = False) -> Any:
    """The place of the largest entry."""
    return _reduced(s, x, axis, keepdims, lambda s, e: _order(s, e)[-1])


def argmin(s: Region, x: Array, axis: int | None = None, keepdims: bool = False) -> Any:
    """The place of the smallest entry."""
    return _reduced(s, x, axis, keepdims, lambda s, e: _order(s, e)[0])


def sort(s: Region, x: Array, axis: int | None = -1) -> Array:
    """The entries in ascending order."""
    return _along(s, x, axis, _sorted)


def argsort(s: Region, x: Array, axis: int | None = -1) -> Array:
    """The places of the entries in ascending order."""
    return _along(s, x, axis, _order)


def partition(s: Region, x: Array, kth: Any = 0, axis: int | None = -1) -> Array:
    """The sorted entries, which are parted at every place."""
    return sort(s, x, axis)


def order_statistic(s: Region, x: Array, place: Any = (0,)) -> Array:
    """Of each row the entries with these numbers in ascending order."""
    return sort(s, x)[..., list(place)]


def median(s: Region, x: Array, axis: Axis = None, keepdims: bool = False) -> Any:
    """The middle entry, or the mean of the middle two."""

    def middle(s: Region, entries: Sequence[Any]) -> Any:
        ordered, half = _sorted(s, entries), len(entries) // 2
        return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

    return _reduced(s, x, axis, keepdims, middle)


def quantile(
    s: Region, x: Array, q: Array, axis: Axis = None, keepdims: bool = False, method: str = "linear"
) -> Any:
    """The height at the share `q` of the way through the sorted entries, joined by lines."""
    if method != "linear" or q.shape:
        raise UnsupportedOperation(f"quantiles by the method {method!r} for q of shape {q.shape}")

    def between(s: Region, entries: Sequence[Any]) -> Any:
        ordered, place = _sorted(s, entries), q[()] * (len(entries) - 1)
        low = s.integer(sympy.floor, place)
        high = min(int(low) + 1, len(entries) - 1)
        return ordered[int(low)] + (place - low) * (ordered[high] - ordered[int(low)])

    return _reduced(s, x, axis, keepdims, between)


def interp(s: Region, x: Array, xp: Array, fp: Array) -> Array:
    """The height at each `x` of the line through the points `(xp, fp)`, flat beyond its ends."""

    def height(entry: Any) -> Any:
        inside = minimum(s, maximum(s, entry, xp[0]), xp[-1])
        after = [s.compare("greater_equal", inside, place) is sympy.true for place in xp[1:-1]]
        i = sum(after)
        return fp[i] + (inside - xp[i]) * (fp[i + 1] - fp[i]) / (xp[i + 1] - xp[i])

    if s.point is None:
        raise UnsupportedOperation("the place of a symbol among others")
    found = filled(x.shape)
    for index in np.ndindex(x.shape):
        found[index] = height(x[index])
    return found


def mean_of_ties(s: Region, x: Array, w: Array) -> Array:
    """Each entry replaced by the mean of those where `w` is equal."""

    def shared(i: int) -> Any:
        tied = [x[j] for j in range(len(x)) if s.compare("equal", w[i], w[j]) is sympy.true]
        return sum(tied, sympy.S.Zero) / as_entry(len(tied))

    return as_array([shared(i) for i in range(len(x))])
