"""Numbers for probes: a sampler for each domain word, and how far they are from trouble.

Entries are signed, of size about one, with no accidental ties and away from known kinks. Matrices
are not symmetric unless the domain says so, and well conditioned where that matters.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from jacobook.operand import Operand
from jacobook.rule import Array

Interval = tuple[float, float, bool]
"""Smallest and largest size of an entry, and whether it gets a random sign."""

USUAL: Interval = (0.3, 2.0, True)
INTERVALS: Mapping[str, Interval] = {
    "pos": (0.4, 2.2, False),
    "nonneg": (0.4, 2.2, False),
    "unit": (0.1, 0.85, True),
    "unit01": (0.1, 0.9, False),
    "gt1": (1.2, 3.0, False),
    "nonint": (0.2, 2.9, True),
}
KINK_MARGIN = 0.05
"""How far entries stay from the values which special points name."""


class Places:
    """Numbers between 0 and 1, each used once, spread evenly: entries that differ."""

    def __init__(self, rng: np.random.Generator, count: int) -> None:
        """Shuffle `count` places."""
        steps = np.arange(max(count, 1))
        self._places = list(
            rng.permutation(steps + rng.uniform(0.25, 0.75, len(steps))) / len(steps)
        )
        self.rng = rng

    def take(self, count: int) -> Array:
        """The next places; fresh ones when all are used."""
        while len(self._places) < count:
            self._places.append(self.rng.uniform())
        taken, self._places = self._places[:count], self._places[count:]
        return np.array(taken)


def sample(
    operand: Operand,
    shape: tuple[int, ...],
    places: Places,
    *,
    below: Mapping[str, int],
    avoid: Sequence[float] = (),
) -> Array:
    """An operand's value in its domain.

    Args:
        operand: says what domain.
        shape: the value's shape.
        places: where entries come from.
        below: sizes by letter, for indices.
        avoid: kinks of the function, to keep away from.
    """
    for word, sampler in SAMPLERS.items() if operand.domain else ():
        if operand.has(word):
            arguments = next(a for known, a in operand.domain if known == word)
            return np.asarray(
                sampler(operand, shape, places, [below.get(str(a), a) for a in arguments])
            )
    return entries(shape, places, _interval(operand), avoid, whole=not operand.has("nonint"))


def _interval(operand: Operand) -> Interval:
    for word, arguments in operand.domain:
        if word == "range":
            low, high = (float(a) for a in arguments)
            margin = 0.03 * (high - low)
            return low + margin, high - margin, False
        if word in INTERVALS:
            return INTERVALS[word]
    return USUAL


def entries(
    shape: tuple[int, ...],
    places: Places,
    interval: Interval,
    avoid: Sequence[float] = (),
    whole: bool = True,
) -> Array:
    """Entries in an interval, apart from each other and from `avoid`; `whole` allows integers."""
    low, high, signed = interval
    count = math.prod(shape)
    u = places.take(count)
    sign = np.where(places.rng.permutation(count) % 2, -1.0, 1.0) if signed else np.ones(count)
    if whole and not avoid:
        made = sign * (low + (high - low) * ((u * _STEPS).astype(int) + u) / _STEPS)
        return made.reshape(shape)
    spread = [_spread(v, low, high, s, avoid, whole) for v, s in zip(u, sign, strict=True)]
    return np.array(spread, float).reshape(shape)


_STEPS = 400
"""Among so many numbers in an interval an entry's is found."""


def _spread(
    u: float, low: float, high: float, sign: float, avoid: Sequence[float], whole: bool
) -> float:
    """The number at the place `u` among the allowed ones between `low` and `high`."""
    allowed = sign * (low + (high - low) * (np.arange(_STEPS) + u) / _STEPS)
    kept = allowed
    margin = min(KINK_MARGIN, 0.02 * (high - low))
    for kink in avoid:
        kept = kept[np.abs(kept - kink) > margin]
    if not whole:
        kept = kept[np.abs(kept - np.round(kept)) > 0.1]
    kept = kept if len(kept) else allowed
    return float(kept[int(u * len(kept))])


# ------------------------------------------------------------------------------- structured values


def rotation(rng: np.random.Generator, n: int) -> Array:
    """A random orthogonal matrix."""
    return np.linalg.qr(rng.standard_normal((n, n)))[0]


def _stacked(make: Callable[[int, int], Array], shape: tuple[int, ...]) -> Array:
    """A matrix for each place of a stack."""
    if len(shape) < 2:
        raise ValueError(f"a matrix is needed; the shape is {shape}")
    count = int(np.prod(shape[:-2], dtype=int))
    made = [make(shape[-2], shape[-1]) for _ in range(count)]
    return np.array(made, float).reshape(shape)


def _full_rank(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    """Singular values between 0.7 and 1.8, all different; not symmetric."""
    rng = places.rng

    def make(m: int, n: int) -> Array:
        k = min(m, n)
        values = rng.permutation(np.linspace(0.7, 1.8, k))
        return (rotation(rng, m)[:, :k] * values) @ rotation(rng, n)[:, :k].T

    made = _stacked(make, shape)
    return np.abs(made) + 2 * np.eye(shape[-2], shape[-1]) if operand.has("pos") else made


def _singular(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    """Of rank one less than full."""
    rng = places.rng

    def make(m: int, n: int) -> Array:
        values = np.linspace(0, 1.6, n)
        return (rotation(rng, m)[:, :n] * values) @ rotation(rng, n).T

    return _stacked(make, shape)


def _symmetric(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    """Symmetric with eigenvalues of both signs, none near zero and no two near each other."""
    return _from_spectrum(
        shape, places.rng, lambda n: np.linspace(0.6, 2.0, n) * (-1.0) ** np.arange(n)
    )


def _definite(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    """Symmetric with eigenvalues between 0.6 and 2."""
    return _from_spectrum(shape, places.rng, lambda n: np.linspace(0.6, 2.0, n))


def _from_spectrum(
    shape: tuple[int, ...], rng: np.random.Generator, spectrum: Callable[[int], Array]
) -> Array:
    def make(m: int, n: int) -> Array:
        q = rotation(rng, n)
        made = (q * spectrum(n)) @ q.T
        return (made + made.T) / 2

    return _stacked(make, shape)


def _skew(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    made = entries(shape, places, USUAL)
    return (made - np.swapaxes(made, -1, -2)) / 2


def _triangular(
    operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]
) -> Array:
    made = np.tril(entries(shape, places, USUAL))
    diagonal = np.eye(shape[-2], shape[-1])
    size = 0.6 + np.abs(made)
    return np.where(diagonal == 1, size if operand.has("pos") else np.copysign(size, made), made)


def _orthogonal(
    operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]
) -> Array:
    return _stacked(lambda m, n: rotation(places.rng, m)[:, :n], shape)


def _dominant(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    made = entries(shape, places, USUAL)
    return made + np.eye(shape[-2], shape[-1]) * (np.abs(made).sum(-1, keepdims=True) + 1)


def _simplex(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    made = entries(shape, places, (0.4, 2.2, False))
    return made / made.sum(-1, keepdims=True) if shape else made / made


def _unit_vector(
    operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]
) -> Array:
    made = entries(shape, places, USUAL)
    return made / np.linalg.norm(made)


def _one_hot(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    labels = places.rng.integers(0, shape[-1], shape[:-1])
    return np.eye(shape[-1])[labels]


def _real_spectrum(
    operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]
) -> Array:
    """Eigenvalues between 0.5 and 2.5, apart from each other; not symmetric."""
    rng = places.rng

    def make(m: int, n: int) -> Array:
        basis = rotation(rng, n) + 0.3 * rotation(rng, n)
        return (basis * rng.permutation(np.linspace(0.5, 2.5, n))) @ np.linalg.inv(basis)

    return _stacked(make, shape)


def _complex(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    """Real and imaginary parts of usual size, both signed."""
    return entries(shape, places, USUAL) + 1j * entries(shape, places, USUAL)


def _truth(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    count = int(np.prod(shape, dtype=int))
    return (places.rng.permutation(count) % 2 == 0).reshape(shape)


def _signs(operand: Operand, shape: tuple[int, ...], places: Places, _: Sequence[Any]) -> Array:
    return np.where(_truth(operand, shape, places, _), 1.0, -1.0)


def _indices(
    operand: Operand, shape: tuple[int, ...], places: Places, below: Sequence[Any]
) -> Array:
    return places.rng.integers(0, int(below[0]), shape)


def _integer(
    operand: Operand, shape: tuple[int, ...], places: Places, ends: Sequence[Any]
) -> Array:
    numbers = [int(float(part)) for end in ends for part in str(end).split("..")]
    low, high = (numbers[0], numbers[-1]) if numbers else (2, 3)
    return places.rng.integers(low, high + 1, shape, dtype=np.int16)  # float32 stays float32


Sampler = Callable[[Operand, tuple[int, ...], Places, Sequence[Any]], Array]

SAMPLERS: Mapping[str, Sampler] = {
    "bool": _truth,
    "index": _indices,
    "int": _integer,
    "pm1": _signs,
    "prob": _simplex,
    "onehot": _one_hot,
    "complex": _complex,
    "unitvec": _unit_vector,
    "spd": _definite,
    "orth": _orthogonal,
    "singular": _singular,
    "skew": _skew,
    "sym": _symmetric,
    "tril": _triangular,
    "dominant": _dominant,
    "inv": _full_rank,
    "rank": _full_rank,
    "realspec": _real_spectrum,
    "rightspec": _real_spectrum,
}
MATRIX_WORDS = (
    *("spd", "orth", "singular", "skew", "sym", "tril", "dominant", "inv", "rank"),
    *("realspec", "rightspec"),
)


# ----------------------------------------------------------------------- structure and distances


def _tangent_symmetric(v: Array) -> Array:
    return (v + np.swapaxes(v, -1, -2)) / 2


def _tangent_skew(v: Array) -> Array:
    return (v - np.swapaxes(v, -1, -2)) / 2


def _tangent_simplex(v: Array) -> Array:
    return v - v.mean(-1, keepdims=True)


STRUCTURES: Mapping[str, Callable[[Array], Array]] = {
    "sym": _tangent_symmetric,
    "spd": _tangent_symmetric,
    "skew": _tangent_skew,
    "tril": np.tril,
    "prob": _tangent_simplex,
}


def projected(operand: Operand, v: Array) -> Array:
    """The part of `v` (in its last axes) which a structured operand can move along."""
    if not operand.structured:
        return v
    for word, project in STRUCTURES.items():
        if operand.has(word):
            return project(v)
    return v


def _smallest_singular_value(x: Array, _: Sequence[float]) -> float:
    return float(np.linalg.svd(x, compute_uv=False).min())


def _to_integer(x: Array, _: Sequence[float]) -> float:
    return float(np.abs(x - np.round(x)).min())


def _inside(x: Array, ends: Sequence[float]) -> float:
    return float(np.minimum(x - ends[0], ends[1] - x).min())


EDGES: Mapping[str, Callable[[Array, Sequence[Any]], float]] = {
    "pos": lambda x, _: float(x.min()),
    "nonneg": lambda x, _: float(x.min()),
    "nonzero": lambda x, _: float(np.abs(x).min()),
    "unit": lambda x, _: float(1 - np.abs(x).max()),
    "unit01": lambda x, _: _inside(x, (0, 1)),
    "gt1": lambda x, _: float(x.min() - 1),
    "prob": lambda x, _: float(x.min()),
    "nonint": _to_integer,
    "range": _inside,
    "spd": _smallest_singular_value,
    "inv": _smallest_singular_value,
    "rank": _smallest_singular_value,
    "tril": _smallest_singular_value,
    "rightspec": _smallest_singular_value,
}


def room(operand: Operand, x: Array, avoid: Sequence[float] = ()) -> float:
    """How far every entry of an operand can move inside its domain, at most 1."""
    if not x.size or x.dtype.kind != "f":
        return 1.0
    edges = {word: ends for word, ends in operand.domain if word in EDGES}
    if "tril" in edges:
        edges.pop("pos", None)  # of the diagonal, whose distance to zero `tril` has
    distances = [EDGES[word](x, ends) for word, ends in edges.items()]
    distances += [float(np.abs(x - kink).min()) for kink in avoid]
    return min(1.0, *distances) if distances else 1.0
