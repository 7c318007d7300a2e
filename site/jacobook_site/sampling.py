"""Small operands inside a rule's declared domain, for rules that bring no test vector."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from jacobook.operand import Operand
from jacobook.reading import letters_of, make_tall
from jacobook.rule import Rule
from jacobook.shapes import counted

_SIZES = {"m": 2, "n": 3, "k": 2, "p": 2, "q": 2, "l": 2}


def sample_operands(rule: Rule) -> dict[str, Any]:
    """One array per operand, the same at every call."""
    sizes: dict[str, int] = {letter: _SIZES.get(letter, 2) for letter in letters_of(rule)}
    sizes.update(rule.sizes)
    make_tall(sizes, rule)
    generator = np.random.default_rng(7)
    return {o.name: _sample(o, sizes, generator) for o in rule.operands}


def _sample(operand: Operand, sizes: Mapping[str, int], generator: np.random.Generator) -> Any:
    shape = tuple(counted(d, sizes) for d in operand.shape)
    values = np.round(generator.uniform(-2.0, 2.0, shape), 1)
    for word, arguments in operand.domain:
        if word == "pos" and operand.has("tril"):
            continue  # the diagonal is positive, and what is above it zero
        values = _confined(values, word, arguments, sizes)
    return values


def _confined(
    values: Any, word: str, arguments: tuple[float | str, ...], sizes: Mapping[str, int]
) -> Any:
    """Values changed so that they satisfy one word of a domain."""
    size = values.shape[-1] if values.shape else 1
    changes: dict[str, Callable[[], Any]] = {
        "pos": lambda: np.abs(values) + 0.5,
        "nonneg": lambda: np.abs(values),
        "nonzero": lambda: values + np.where(values < 0, -0.5, 0.5),
        "unit": lambda: np.round(values * 0.45, 2),
        "unit01": lambda: np.round(0.5 + values * 0.2, 2),
        "gt1": lambda: np.abs(values) + 1.5,
        "distinct": lambda: np.arange(1.0, 1.0 + values.size).reshape(values.shape),
        "nonint": lambda: np.round(np.floor(values) + 0.3, 1),
        "bool": lambda: values > 0,
        "pm1": lambda: np.where(values < 0, -1.0, 1.0),
        "onehot": lambda: np.eye(size)[np.arange(math.prod(values.shape[:-1])) % size].reshape(
            values.shape
        ),
        "realspec": lambda: (
            np.triu(np.round(values, 1)) + np.diag(np.arange(1.0, 1.0 + 3 * size, 3))
        ),
        "rightspec": lambda: np.round(values * 0.4, 1) + 3.0 * np.eye(size),
        "complex": lambda: values + 1j * values[::-1] if values.shape else values + 1j,
        "prob": lambda: np.full(values.shape, 1.0 / size),
        "unitvec": lambda: values / np.linalg.norm(values),
        "inv": lambda: values + 3.0 * np.eye(size),
        "singular": lambda: np.ones_like(values),
        "rank": lambda: values + 2.0 * np.eye(*values.shape),
        "sym": lambda: (values + values.T) / 2,
        "skew": lambda: (values - values.T) / 2,
        "spd": lambda: np.round(values @ values.T / 4, 1) + 2.0 * np.eye(size),
        "tril": lambda: np.tril(values, -1) + np.diag(np.abs(np.diagonal(values)) + 0.5),
        "orth": lambda: np.linalg.qr(values + np.eye(size))[0],
        "dominant": lambda: values + 6.0 * np.eye(size),
        "index": lambda: _indices(values.shape, arguments, sizes),
        "range": lambda: _between(values, arguments),
        "int": lambda: np.abs(np.trunc(values)) + 1.0,
    }
    return changes[word]() if word in changes else values


def _indices(
    shape: tuple[int, ...], arguments: tuple[float | str, ...], sizes: Mapping[str, int]
) -> Any:
    limit = arguments[0] if arguments else 2
    count = sizes.get(limit, 2) if isinstance(limit, str) else int(limit)
    return np.arange(int(np.prod(shape, dtype=int))).reshape(shape) % count


def _between(values: Any, arguments: tuple[float | str, ...]) -> Any:
    low, high = (float(a) for a in arguments[:2])
    return np.round(low + (values + 2.0) / 4.0 * (high - low), 3)
