"""A function of arrays at one point, with the numbers that several checks share.

The engine records the function once at each point; pullbacks and pushforwards walk that record.
Random directions, what the maps give for them and slopes by differences are made once too.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook.catalogue import Registry
from jacobook.errors import ShapeError
from jacobook.operand import Operand
from jacobook.recording import Record
from jacobook.rule import Array
from jacobook.testing import domains
from jacobook.testing.differences import Slope, inexact, slope_at

DIRECTIONS = 3
"""In how many random directions the maps are compared with differences."""


@dataclass(frozen=True, eq=False)
class Problem:
    """A function of arrays which the engine can differentiate, at one point.

    Attributes:
        f: the function; it takes arrays or traced values.
        xs: the point.
        operands: what each argument is, for structured directions.
        names: the arguments' names.
        step: how far differences may go.
        registry: the rules.
        label: for messages.
        seed: for directions.
    """

    f: Callable[..., Array]
    xs: tuple[Array, ...]
    operands: tuple[Operand | None, ...]
    names: tuple[str, ...]
    step: float
    registry: Registry
    label: str
    seed: int

    def __post_init__(self) -> None:
        """Start with no directions."""
        object.__setattr__(self, "_made", {})

    @functools.cached_property
    def record(self) -> Record:
        """The function's steps at the point."""
        return recorded(self.f, self.xs, self.registry)

    @functools.cached_property
    def y(self) -> Array:
        """The value."""
        return self.record.value()

    def pull(self, w: Array) -> tuple[Array, ...]:
        """The engine's cotangents of all arguments."""
        return pulled(self.record, as_like(w, self.y, "the cotangent"))

    def push(self, vs: Sequence[Array]) -> Array:
        """The engine's tangent of the value."""
        dots = [as_like(v, x, "the tangent") for v, x in zip(vs, self.xs, strict=True)]
        return self.record.push(dots)[0]

    def direction(self, number: int) -> tuple[tuple[Array, ...], Array]:
        """Random tangents and a random cotangent, with entries of size 1/2 to 3/2, read-only."""
        made: tuple[tuple[Array, ...], Array] = self._once("direction", number, self._direction)
        return made

    def _direction(self, number: int) -> tuple[tuple[Array, ...], Array]:
        arrays = (*self.xs, self.y)
        made = _random_signs(self.seed, number, tuple(map(np.shape, arrays)))
        *vs, w = (_typed_like(m, x) for m, x in zip(made, arrays, strict=True))
        return tuple(locked(self.tangent(i, v)) for i, v in enumerate(vs)), locked(w)

    def pulled(self, number: int) -> tuple[Array, ...]:
        """The cotangents for the cotangent of a direction."""
        made: tuple[Array, ...] = self._once(
            "pulled", number, lambda k: self.pull(self.direction(k)[1])
        )
        return made

    def pushed(self, number: int) -> Array:
        """The tangent for the tangents of a direction."""
        return self._once("pushed", number, lambda k: self.push(self.direction(k)[0]))

    def slope_along(self, number: int) -> Slope:
        """The derivative along a direction, by differences."""
        made: Slope = self._once("slope", number, lambda k: self.slope(self.direction(k)[0]))
        return made

    def _once(self, what: str, number: int, make: Callable[[int], Any]) -> Any:
        """What was made for a direction, or made now."""
        made: dict[tuple[str, int], Any] = self._made  # type: ignore[attr-defined]
        key = (what, number)
        found = made.get(key)
        if found is None:
            found = made[key] = make(number)
        return found

    def tangent(self, position: int, v: Array) -> Array:
        """The part of `v` along which the argument can move."""
        operand = self.operands[position]
        return v if operand is None else domains.projected(operand, v)

    def moved(self, vs: Sequence[Array], t: Any) -> Array:
        """The value at `xs + t * vs`."""
        return self.f(*[x + t * v for x, v in zip(self.xs, vs, strict=True)])

    def slope(self, vs: Sequence[Array]) -> Slope:
        """The derivative along any tangents, by differences."""
        return slope_at(functools.partial(self.moved, vs), self.step)


def recorded(f: Callable[..., Array], xs: Sequence[Array], registry: Registry) -> Record:
    """The steps of a function at a point, which may be traced itself.

    The point is not copied (`"jvp"`): a rule that writes into a read-only operand fails.
    """
    return Record("jvp", f, xs, range(len(xs)), registry, {})


def pulled(record: Record, w: Array) -> tuple[Array, ...]:
    """The cotangents of a record's variables, given that of its value."""
    return tuple(record.pull([w]))


def as_like(w: Array, y: Array, what: str) -> Array:
    """`w` in the number type of `y`.

    Raises:
        ShapeError: it has another shape.
    """
    if np.shape(w) != np.shape(y):
        raise ShapeError(f"{what} has shape {np.shape(w)}; {np.shape(y)} is needed")
    dtype = np.result_type(y)
    return w if w.dtype == dtype or dtype.kind not in "fc" else w.astype(dtype)


@functools.lru_cache(maxsize=64)
def _random_signs(seed: int, number: int, shapes: tuple[tuple[int, ...], ...]) -> tuple[Array, ...]:
    """Random entries for a direction; problems at one probe in other precisions share them."""
    rng = generator(seed, 7, number)
    return tuple(_signs(rng, shape) for shape in shapes)


def generator(*words: int) -> np.random.Generator:
    """`np.random.default_rng(words)`, made in half the time where the words have 32 bits."""
    if max(words) < 2**32:
        return np.random.default_rng(np.array(words, np.uint32))
    return np.random.default_rng(words)


_PLUS_MINUS = np.array([-1.0, 1.0])


def _signs(rng: np.random.Generator, shape: tuple[int, ...]) -> Array:
    return rng.uniform(0.5, 1.5, shape) * _PLUS_MINUS[rng.integers(0, 2, shape)]


def signs(rng: np.random.Generator, like: Array) -> Array:
    """Entries of size 1/2 to 3/2 with random signs, of the shape and type of `like`."""
    return _typed_like(_signs(rng, np.shape(like)), like)


def _typed_like(made: Array, like: Array) -> Array:
    """Numbers in the type of `like`, if that is a floating or a complex one."""
    dtype = np.result_type(like)
    if dtype.kind == "c":
        turns = np.arange(np.size(made)).reshape(np.shape(made))
        return np.asarray(made * np.exp(1j * (turns + 0.7)), dtype)[()]
    return np.asarray(made, dtype if dtype.kind == "f" else float)[()]


def frozen(x: Any) -> Array:
    """A read-only copy; a number for a 0-d array, as the engine has it."""
    made = np.array(x)
    return locked(made) if made.ndim else made[()]


def locked(x: Array) -> Array:
    """`x` itself, read-only from now on."""
    if isinstance(x, np.ndarray):
        x.flags.writeable = False
    return x


def inner(vs: Sequence[Array], ws: Sequence[Array]) -> tuple[float, float]:
    """The real inner product, and the sum of the sizes of its terms."""
    total = size = 0.0
    for v, w in zip(vs, ws, strict=True):
        terms = np.real(np.conj(inexact(v)) * inexact(w))
        total += float(np.add.reduce(terms, axis=None))
        size += float(np.add.reduce(np.abs(terms), axis=None))
    return total, size
