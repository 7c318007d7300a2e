"""What convolutions, windows and Fourier transforms mean, as sums over entries.

One axis is NumPy's own where NumPy takes any entries; several axes, and sums with phases, are
written out here. Change this file for another sum over shifted entries.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy

from jacobook.rule import Array
from jacobook.symbolic.elementwise import conjugate, real
from jacobook.symbolic.entries import each, filled


def convolve_nd(a: Array, v: Array, mode: str = "full", **_: Any) -> Array:
    """The sum of the copies of `a` that the entries of `v` scale and shift."""
    full = filled([n + k - 1 for n, k in zip(a.shape, v.shape, strict=True)])
    for first in np.ndindex(v.shape):
        full[_box(first, a.shape)] += a * v[first]
    if mode == "full":
        return full
    valid = tuple(abs(n - k) + 1 for n, k in zip(a.shape, v.shape, strict=True))
    size = a.shape if mode == "same" else valid
    middle = [(f - s) // 2 for f, s in zip(full.shape, size, strict=True)]
    return full[_box(middle, size)]


def _box(first: Any, size: Any) -> tuple[slice, ...]:
    """The entries from a place on."""
    return tuple(slice(i, i + n) for i, n in zip(first, size, strict=True))


def correlate_nd(a: Array, v: Array, mode: str = "full", **_: Any) -> Array:
    """The convolution with `v` turned around."""
    return convolve_nd(a, np.flip(v), mode)


def overlap_add(x: Array, axis: int | tuple[int, ...] = 0) -> Array:
    """The sum of windows, the last axes of `x`, each at its place along the others."""
    axes = (axis,) if isinstance(axis, int) else axis
    rank = x.ndim - len(axes)
    shape = list(x.shape[:rank])
    for place, width in zip(axes, x.shape[rank:], strict=True):
        shape[place] += width - 1
    found = filled(shape)
    for offset in np.ndindex(x.shape[rank:]):
        first = [0] * rank
        for place, shift in zip(axes, offset, strict=True):
            first[place] += shift
        found[_box(first, x.shape[:rank])] += x[(..., *offset)]
    return found


def cut_or_pad(x: Array, size: int, axis: int = -1) -> Array:
    """The first entries along an axis, with zeros after the last one."""
    rows = np.moveaxis(x, axis, -1)
    found = filled((*rows.shape[:-1], size))
    kept = min(size, rows.shape[-1])
    found[..., :kept] = rows[..., :kept]
    return np.moveaxis(found, -1, axis)


def _phase(turns: Any) -> Any:
    """The point of the unit circle after some turns."""
    angle = 2 * sympy.pi * sympy.Rational(turns)
    return sympy.cos(angle) + sympy.I * sympy.sin(angle)


def _scale(n: int, norm: str | None, forward: bool) -> Any:
    """The factor of a transform of length `n`."""
    if norm == "ortho":
        return 1 / sympy.sqrt(n)
    return sympy.Rational(1, n) if (norm == "forward") == forward else sympy.S.One


def _transformed(x: Array, n: int | None, axis: int, norm: str | None, forward: bool) -> Array:
    """The discrete Fourier transform along one axis, or its inverse."""
    rows = np.moveaxis(x, axis, -1)
    rows = rows if n is None else cut_or_pad(rows, n)
    count = rows.shape[-1]
    sign = -1 if forward else 1
    turns = [
        [sympy.Rational(sign * j * k % count, count) for k in range(count)] for j in range(count)
    ]
    matrix = np.array([[_phase(t) for t in row] for row in turns], dtype=object)
    return np.moveaxis(rows @ matrix * _scale(count, norm, forward), -1, axis)


def fft(x: Array, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The discrete Fourier transform along one axis."""
    return _transformed(x, n, axis, norm, forward=True)


def ifft(x: Array, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The inverse of the transform."""
    return _transformed(x, n, axis, norm, forward=False)


def rfft(x: Array, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The first half of the transform of real entries, which tells the other."""
    whole = fft(x, n, axis, norm)
    return np.moveaxis(np.moveaxis(whole, axis, -1)[..., : whole.shape[axis] // 2 + 1], -1, axis)


def irfft(x: Array, n: int | None = None, axis: int = -1, norm: str | None = None) -> Array:
    """The real entries whose transform begins with `x`."""
    count = 2 * (x.shape[axis] - 1) if n is None else n
    half = cut_or_pad(np.moveaxis(x, axis, -1), count // 2 + 1)
    rest = half[..., (count - 1) // 2 : 0 : -1]
    whole = np.concatenate([half, each(conjugate, rest)], axis=-1)
    return np.moveaxis(each(real, ifft(whole, None, -1, norm)), -1, axis)
