"""Derivatives without rules: Richardson's differences and the complex step."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from jacobook.rule import Array

STEP = 1e-2
LEVELS = 4
SMALLER_STEPS = (1.0, 1 / 8, 1 / 64)
EPSILON = float(np.finfo(float).eps)


@dataclass(frozen=True, slots=True)
class Slope:
    """A directional derivative by differences.

    Attributes:
        value: the derivative, of the function's shape.
        noise: an estimate of its error, for each entry.
    """

    value: Array
    noise: Array

    @property
    def scale(self) -> float:
        """The largest entry."""
        return largest(self.value)

    @property
    def settled(self) -> bool:
        """Whether the error estimate is small enough to judge by."""
        return bool(np.all(50 * self.noise <= 1e-6 * self.scale + 1e-8))


def inexact(x: Array) -> Array:
    """An array in double precision, real or complex."""
    made = np.asarray(x)
    return made.astype(np.result_type(made, float), copy=False)


def largest(x: Array) -> float:
    """The largest absolute entry; 0 for none."""
    return float(np.maximum.reduce(np.abs(x), axis=None, initial=0.0))


def slope_at(path: Callable[[float], Array], step: float = STEP) -> Slope:
    """The derivative of `path` at 0; with smaller steps where the first does not settle."""
    best: Slope | None = None
    for factor in SMALLER_STEPS:
        found = richardson(path, step * factor)
        if best is None or not largest(found.noise) >= largest(best.noise):
            best = found
        if 50 * largest(best.noise) <= 1e-7 * best.scale + 1e-12:
            break
    assert best is not None
    return best


def richardson(path: Callable[[float], Array], step: float) -> Slope:
    """Central differences at four steps, each half the one before, extrapolated to step zero."""
    table, size = _central(path, step)
    rows = [table]
    for order in range(1, LEVELS):
        last = rows[-1]
        rows.append([b + (b - a) / (4**order - 1) for a, b in itertools.pairwise(last)])
    best = rows[-1][0]
    noise = np.maximum(
        np.abs(best - rows[-2][1]), 1e-2 * np.abs(rows[-2][1] - rows[-2][0])
    ) + EPSILON * size / (step / 2 ** (LEVELS - 1))
    return Slope(best, np.where(np.isfinite(noise), noise, np.inf))


def _central(path: Callable[[float], Array], step: float) -> tuple[list[Array], float]:
    """The central differences, and the largest value met."""
    found, met = [], []
    for level in range(LEVELS):
        h = step / 2**level
        above, below = inexact(path(h)), inexact(path(-h))
        met += [above, below]
        found.append((above - below) / (2 * h))
    return found, float(np.fmax.reduce(np.abs(met), axis=None, initial=0.0))


def one_sided(path: Callable[[float], Array], sign: float) -> Slope:
    """The derivative of `path` at 0 from one side; the noise is large where there is none."""
    start = inexact(path(0.0))
    steps = (4e-5, 2e-5, 1e-5)
    first, second, third = (sign * (inexact(path(sign * h)) - start) / h for h in steps)
    return Slope(2 * third - second, np.abs(third - second) + np.abs(second - first))


TINY = 1e-30


def complex_step(path: Callable[[complex], Array]) -> Array:
    """The derivative of an analytic `path` at 0, to rounding error."""
    return np.imag(path(TINY * 1j)) / TINY
