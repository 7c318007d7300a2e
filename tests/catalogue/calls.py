"""Calls that are to be differentiated, and what is asked of each: one entry of the inventory's
tables is a list of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from agreement import FIRST_ORDER, SECOND_ORDER, agree, like

import jacobook as jb
from jacobook.array_operators import ArrayOperators

Array = Any
Function = Callable[..., Any]

_STEP = 4e-4
_STENCIL = {1: 8 / 12, 2: -1 / 12}


@dataclass(frozen=True)
class Call:
    """A function at a point where it is smooth: compared with differences, twice over."""

    f: Function
    at: Sequence[Array]

    def check(self) -> None:
        """Gradient against differences, tangents against cotangents, and second derivatives."""
        rng = np.random.default_rng(5)
        dots = [like(x, rng) for x in self.at]
        slopes = _gradient(self._summed)(*self.at)
        for i, slope in enumerate(slopes):
            agree(slope, self._differences(i), f"gradient by argument {i}", FIRST_ORDER)
        along = jb.jvp(self._summed, self.at, dots)[1]
        agree(along, _paired(slopes, dots), "tangent against cotangent", FIRST_ORDER)
        self._check_second_order(dots)

    def _check_second_order(self, dots: Sequence[Array]) -> None:
        gradient = _gradient(self._squared)
        moved = [
            gradient(*(x + k * _STEP * dot for x, dot in zip(self.at, dots, strict=True)))
            for k in (1, -1, 2, -2)
        ]
        forward = jb.jvp(gradient, self.at, dots)[1]
        backward = jb.vjp(gradient, *self.at)[1](tuple(dots))
        for i, parts in enumerate(zip(*moved, strict=True)):
            want = _slope(*parts)
            agree(forward[i], want, f"second order forward, argument {i}", SECOND_ORDER)
            agree(backward[i], want, f"second order backward, argument {i}", SECOND_ORDER)

    def _summed(self, *at: Array) -> Array:
        """All values, each times a number of its own."""
        return sum(np.sum(np.real(_weights(y) * y)) for y in _leaves(self.f(*at)))

    def _squared(self, *at: Array) -> Array:
        """All squared values, each times a number of its own."""
        values = _leaves(self.f(*at))
        return sum(np.sum(np.real(_weights(y)) * np.real(y * np.conj(y))) for y in values)

    def _differences(self, i: int) -> Array:
        """The gradient by argument `i`, by differences; the imaginary part's slope times 1j."""
        x = np.asarray(self.at[i])
        found = np.zeros(x.shape, x.dtype)
        for place in np.ndindex(x.shape):
            for unit in (1, 1j) if np.iscomplexobj(x) else (1,):
                step = np.zeros(x.shape, x.dtype)
                step[place] = unit * _STEP
                found[place] += unit * _slope(*(self._moved(i, k * step) for k in (1, -1, 2, -2)))
        return found

    def _moved(self, i: int, step: Array) -> Array:
        return self._summed(*(x + step if j == i else x for j, x in enumerate(self.at)))


def _gradient(f: Function) -> Function:
    """The gradient by all arguments."""

    def gradient(*at: Array) -> tuple[Array, ...]:
        return jb.grad(f, argnums=range(len(at)))(*at)

    return gradient


def _slope(up: Array, down: Array, far_up: Array, far_down: Array) -> Array:
    """The derivative by differences of fourth order."""
    return (_STENCIL[1] * (up - down) + _STENCIL[2] * (far_up - far_down)) / _STEP


def _leaves(value: Any) -> Iterator[Array]:
    """The arrays in nested lists and tuples."""
    if isinstance(value, list | tuple):
        for part in value:
            yield from _leaves(part)
    else:
        yield value


def _weights(y: Array) -> Array:
    """Fixed random numbers of the shape of `y`, complex if it is."""
    rng = np.random.default_rng(9)
    drawn = rng.standard_normal(np.shape(y))
    return drawn + 1j * rng.standard_normal(np.shape(y)) if jb.is_complex(y) else drawn


def _paired(bars: Sequence[Array], dots: Sequence[Array]) -> Array:
    return sum(np.sum(np.real(np.conj(b) * d)) for b, d in zip(bars, dots, strict=True))


@dataclass(frozen=True)
class Corner:
    """A function at a kink, a pole, a tie or far out: the slopes that are asked for."""

    f: Function
    at: Sequence[Array]
    slopes: Sequence[Array]

    def check(self) -> None:
        """The gradient of the sum; its tangents where all is finite."""
        at = [np.asarray(x)[()] for x in self.at]
        with np.errstate(all="ignore"):
            y, pullback = jb.vjp(self.f, *at)
            found = pullback(np.ones(np.shape(y)))
        for x, slope, want in zip(at, found, self.slopes, strict=True):
            wanted = np.broadcast_to(np.asarray(want), np.shape(x))
            np.testing.assert_allclose(slope, wanted, rtol=1e-12, atol=1e-300)
        if all(np.all(np.isfinite(slope)) for slope in found):
            self._check_tangent(at, found)

    def _check_tangent(self, at: Sequence[Array], slopes: Sequence[Array]) -> None:
        dots = [like(x, np.random.default_rng(5)) for x in at]
        with np.errstate(all="ignore"):
            y_dot = jb.jvp(self.f, at, dots)[1]
        agree(np.sum(y_dot), _paired(slopes, dots), "tangent against cotangent")


@dataclass(frozen=True)
class Constant:
    """A function with values that have no derivative: a predicate, an index, a count."""

    f: Function
    at: Sequence[Array]

    def check(self) -> None:
        """Its value is a plain one, and what is multiplied by it has the right slope."""
        seen: list[Any] = []

        def product(x: Array, *rest: Array) -> Array:
            seen.append(list(_leaves(self.f(x, *rest))))
            return sum(np.sum(x) * np.sum(part) for part in seen[-1])

        slopes = jb.grad(product, argnums=range(len(self.at)))(*self.at)
        want = list(_leaves(self.f(*self.at)))
        for part, plain in zip(seen[0], want, strict=True):
            assert not isinstance(part, ArrayOperators)
            np.testing.assert_array_equal(part, plain)
        total = sum(np.sum(part) for part in want)
        np.testing.assert_allclose(slopes[0], np.full(np.shape(self.at[0]), total, dtype=float))
        for slope in slopes[1:]:
            assert not np.any(slope)


def on(f: Function, *at: Array) -> Call:
    """`f` at smooth points."""
    return Call(f, at)


def corner(f: Function, *at: Array, slopes: Sequence[Array]) -> Corner:
    """`f` at special points, with the gradient of its sum by each argument."""
    return Corner(f, at, slopes)


def constant(f: Function, *at: Array) -> Constant:
    """`f`, whose values are constants."""
    return Constant(f, at)


Asked = Call | Corner | Constant
Table = dict[str, list[Asked]]

# ------------------------------------------------------------------------------------- points


def _apart(shape: tuple[int, ...], seed: int) -> Array:
    """Entries that differ from each other, from 0 and from whole numbers, of both signs."""
    rng = np.random.default_rng(seed)
    count = int(np.prod(shape))
    moduli = 0.31 + 0.1 * rng.permutation(count) + rng.uniform(0, 0.01, count)
    return (moduli * rng.choice([-1, 1], count)).reshape(shape)


X = _apart((3, 4), 0)
Y = _apart((3, 4), 1) + 0.03
V = _apart((4,), 2) + 0.06
W = _apart((4,), 3) + 0.045
T = _apart((2, 3, 4), 4)
SQUARE = _apart((3, 3), 5) + 2 * np.eye(3)
MATRIX = _apart((3, 2), 6)
STACK = _apart((2, 3, 3), 7) / 2 + 3 * np.eye(3)
SCALAR = 0.7
POSITIVE = np.abs(X) + 0.1
UNIT = X / 2
INSIDE = 0.05 + np.abs(X) / 2
SPD = SQUARE @ SQUARE.T / 3 + np.eye(3)
SPDS = STACK @ np.swapaxes(STACK, 1, 2) / 3 + np.eye(3)
Z = X + 1j * Y
Z_VECTOR = V + 1j * W
Z_SQUARE = SQUARE + 1j * _apart((3, 3), 8)
WITH_NAN = np.where(np.arange(12).reshape(3, 4) % 5 == 1, np.nan, X)
INF, NAN = np.inf, np.nan
