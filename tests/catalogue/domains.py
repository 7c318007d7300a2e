"""Random inputs of the kinds that the list names, and the structure that a star asks to keep."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from abstract import Smooth, SmoothEntries
from row import Input, Row

Array = Any
Rng = np.random.Generator
Sizes = Mapping[str, int]
Sampler = Callable[[Rng, tuple[int, ...]], Array]


def sizes_of(row: Row, rng: Rng) -> dict[str, int]:
    """Sizes from 2 to 5 that meet the row's restrictions, different where they can be."""
    while True:
        drawn = rng.permutation(range(2, 6)) if len(row.letters) < 5 else rng.integers(2, 4, 9)
        sizes = {letter: int(n) for letter, n in zip(row.letters, drawn, strict=False)}
        if all(eval(restriction, dict(sizes)) for restriction in row.restrictions):
            return sizes


def inputs_of(row: Row, sizes: Sizes, rng: Rng) -> dict[str, Any]:
    """A random value for every input of a row."""
    return {name: _value(given, sizes, rng) for name, given in row.inputs.items()}


def projection(given: Input) -> Callable[[Array], Array]:
    """The nearest array of the structure that perturbations keep; the last two axes count."""
    return _PROJECTIONS[given.tag] if given.structured else lambda a: a


def _value(given: Input, sizes: Sizes, rng: Rng) -> Any:
    shapes = [tuple(_number(size, sizes) for size in shape) for shape in given.shapes]
    if given.kind == "int":
        low, high = map(int, re.findall(r"-?\d+", given.tag))
        return int(rng.integers(low, high + 1))
    if given.kind == "fun":
        return Smooth(rng, shapes[:-1], shapes[-1], given.tag)
    if given.kind in ("efun", "efun2"):
        return SmoothEntries(rng)
    return _array(given.tag, sizes, rng, shapes[0])


def _number(size: str, sizes: Sizes) -> int:
    return int(eval(size, dict(sizes)))


def _array(tag: str, sizes: Sizes, rng: Rng, shape: tuple[int, ...]) -> Array:
    if tag.startswith("range"):
        low, high = map(float, tag[6:-1].split(","))
        return rng.uniform(low, high, shape)
    if tag.startswith("index"):
        return rng.integers(0, _number(tag[6:-1], sizes), shape)
    return _SAMPLERS[tag](rng, shape)


# ---------------------------------------------------------------------------------- entries


def _normal(rng: Rng, shape: tuple[int, ...]) -> Array:
    return rng.standard_normal(shape)[()] if shape else rng.standard_normal()


def _positive(rng: Rng, shape: tuple[int, ...]) -> Array:
    return rng.uniform(0.3, 2, shape)


def _sign(rng: Rng, shape: tuple[int, ...]) -> Array:
    return rng.choice([-1.0, 1.0], shape)


def _distinct(rng: Rng, shape: tuple[int, ...]) -> Array:
    """Entries that differ from each other and in modulus, and are not 0."""
    count = int(np.prod(shape))
    apart = rng.permutation(count) + rng.uniform(0.6, 1.2, count)
    return _sign(rng, shape) * apart.reshape(shape) * 3 / count


def _probabilities(rng: Rng, shape: tuple[int, ...]) -> Array:
    weights = _positive(rng, shape)
    return weights / weights.sum()


def _one_hot(rng: Rng, shape: tuple[int, ...]) -> Array:
    return np.eye(shape[-1])[rng.integers(0, shape[-1], shape[:-1])]


def _not_whole(rng: Rng, shape: tuple[int, ...]) -> Array:
    return rng.integers(-3, 3, shape) + rng.uniform(0.15, 0.85, shape)


def _complex(rng: Rng, shape: tuple[int, ...]) -> Array:
    return _normal(rng, shape) + 1j * _normal(rng, shape)


# --------------------------------------------------------------------------------- matrices


def _frame(rng: Rng, m: int, n: int) -> Array:
    """Orthonormal columns."""
    return np.linalg.qr(rng.standard_normal((m, n)))[0]


def _separated(rng: Rng, n: int) -> Array:
    """Positive numbers in descending order, apart from each other."""
    return 0.6 + 0.7 * np.arange(n)[::-1] + rng.uniform(0, 0.3, n)


def _with_singular_values(rng: Rng, shape: tuple[int, ...], values: Array) -> Array:
    count = min(shape)
    return _frame(rng, shape[0], count) * values @ _frame(rng, shape[1], count).T


def _gap(rng: Rng, shape: tuple[int, ...]) -> Array:
    return _with_singular_values(rng, shape, _separated(rng, min(shape)))


def _singular(rng: Rng, shape: tuple[int, ...]) -> Array:
    values = _separated(rng, min(shape))
    values[-1] = 0
    return _with_singular_values(rng, shape, values)


def _from_eigenvalues(rng: Rng, values: Array) -> Array:
    frame = _frame(rng, len(values), len(values))
    return symmetric((frame * values) @ frame.T)


def _symmetric_gap(rng: Rng, shape: tuple[int, ...]) -> Array:
    return _from_eigenvalues(rng, _separated(rng, shape[0]) - 1.4)


def _real_spectrum(rng: Rng, shape: tuple[int, ...]) -> Array:
    """A matrix that is not symmetric, with real eigenvalues of both signs."""
    values = _separated(rng, shape[0]) * (-1.0) ** np.arange(shape[0])
    basis = np.eye(shape[0]) + 0.25 * rng.uniform(-1, 1, shape)
    return (basis * values) @ np.linalg.inv(basis)


def _positive_definite(rng: Rng, shape: tuple[int, ...]) -> Array:
    a = rng.standard_normal((*shape, 2 * shape[-1])[-2:])
    return a @ a.T / shape[-1] + 0.4 * np.eye(shape[-1])


def _lower(rng: Rng, shape: tuple[int, ...]) -> Array:
    return np.tril(rng.standard_normal(shape), -1) + np.diag(_positive(rng, shape[:1]))


def _dominant(rng: Rng, shape: tuple[int, ...]) -> Array:
    return rng.uniform(-1, 1, shape) / shape[0] + np.diag(rng.uniform(1.5, 2.5, shape[0]))


def _right_spectrum(rng: Rng, shape: tuple[int, ...]) -> Array:
    return 0.3 * rng.standard_normal(shape) + 1.5 * np.eye(shape[0])


def symmetric(a: Array) -> Array:
    """The symmetric part in the last two axes."""
    return (a + np.swapaxes(a, -1, -2)) / 2


def _skew(a: Array) -> Array:
    return (a - np.swapaxes(a, -1, -2)) / 2


_SAMPLERS: dict[str, Sampler] = {
    "": _normal,
    "pos": _positive,
    "nonzero": lambda rng, shape: _sign(rng, shape) * _positive(rng, shape),
    "unit": lambda rng, shape: rng.uniform(-0.85, 0.85, shape),
    "unit01": lambda rng, shape: rng.uniform(0.1, 0.9, shape),
    "gt1": lambda rng, shape: rng.uniform(1.2, 3, shape),
    "small": lambda rng, shape: 0.2 * rng.standard_normal(shape),
    "distinct": _distinct,
    "nonint": _not_whole,
    "bool": lambda rng, shape: rng.choice([0.0, 1.0], shape),
    "pm1": _sign,
    "prob": _probabilities,
    "onehot": _one_hot,
    "complex": _complex,
    "inv": _gap,
    "rank": _gap,
    "gap": _gap,
    "singular": _singular,
    "spd": _positive_definite,
    "spdstack": lambda rng, shape: np.stack(
        [_positive_definite(rng, shape[1:]) for _ in range(shape[0])]
    ),
    "sym": lambda rng, shape: symmetric(rng.standard_normal(shape)),
    "skew": lambda rng, shape: _skew(rng.standard_normal(shape)),
    "symgap": _symmetric_gap,
    "spdgap": lambda rng, shape: _from_eigenvalues(rng, _separated(rng, shape[0])),
    "hermitian": lambda rng, shape: (a := _complex(rng, shape)) + a.conj().T,
    "tril": _lower,
    "orth": lambda rng, shape: _frame(rng, *shape),
    "dominant": _dominant,
    "rightspec": _right_spectrum,
    "realspec": _real_spectrum,
}

_PROJECTIONS: dict[str, Callable[[Array], Array]] = {
    "sym": symmetric,
    "spd": symmetric,
    "symgap": symmetric,
    "spdgap": symmetric,
    "skew": _skew,
    "tril": np.tril,
}
