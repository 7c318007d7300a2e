"""Kinks: special points where the slopes from both sides differ, with the slope that a rule chose."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.rule import Rule, TestVector
from jacobook.statements import Instance
from jacobook.testing.differences import inexact, one_sided
from jacobook_site.author_code import Attempt

SMALL = 1e-3
"""Slopes that are closer are the same."""

MOST = 12
"""At most so many entries of an operand are moved."""


@dataclass(frozen=True, slots=True)
class Kink:
    """An entry of an operand at which a function's slopes from both sides differ.

    Attributes:
        name: what the rule's author calls the point.
        entry: the entry, as `x[0]`.
        place: its value.
        left, right: the slopes from both sides.
        chosen: the slope that the rule gives.
        why: the author's reason.
    """

    name: str
    entry: str
    place: float
    left: float
    right: float
    chosen: float
    why: str


def kinks(rule: Rule, registry: Registry) -> tuple[Kink, ...]:
    """The kinks among a rule's special points; of each point the first."""
    found = []
    for vector in rule.special_points:
        with np.errstate(all="ignore"):
            one = Attempt(functools.partial(_first, rule, vector, registry)).value
        if one is not None:
            found.append(one)
    return tuple(found)


def _first(rule: Rule, vector: TestVector, registry: Registry) -> Kink | None:
    return next(_at(rule, vector, registry), None)


def _at(rule: Rule, vector: TestVector, registry: Registry) -> Iterator[Kink]:
    if vector.raises or vector.parameters or rule.variadic:
        return
    at = {o.name: np.asarray(vector.operands[o.name]) for o in rule.operands}
    moving = [o.name for o in rule.operands if o.differentiable]
    at |= {name: inexact(at[name]) for name in moving}
    if any(np.iscomplexobj(at[name]) for name in moving):
        return
    place = _Place(Instance(rule, registry, at), at, registry)
    for name in moving:
        for index in list(np.ndindex(at[name].shape))[:MOST]:
            if (slopes := place.slopes(name, index)) is not None:
                yield Kink(
                    vector.name, _entry(name, index), float(at[name][index]), *slopes, vector.why
                )


def _entry(name: str, index: tuple[int, ...]) -> str:
    return f"{name}[{', '.join(map(str, index))}]" if index else name


class _Place:
    """A function at a special point."""

    def __init__(self, instance: Instance, at: Mapping[str, Any], registry: Registry) -> None:
        """Take the function and the point."""
        self.function, self.at, self.registry = instance.function, at, registry

    def slopes(self, name: str, index: tuple[int, ...]) -> tuple[float, float, float] | None:
        """The slopes from the left, from the right, and of the rule; `None` if there is no kink."""
        left, right = (one_sided(lambda t: self._moved(name, index, t), s) for s in (-1.0, 1.0))
        for side in (left, right):
            if not float(side.noise) <= SMALL * max(1.0, abs(float(side.value))):
                return None
        low, high = round(float(left.value), 6), round(float(right.value), 6)
        chosen = self._chosen(name, index)
        differ = abs(low - high) > SMALL * max(1.0, abs(low))
        return (low, high, chosen + 0.0) if differ and math.isfinite(chosen) else None

    def _moved(self, name: str, index: tuple[int, ...], t: float) -> Any:
        """The sum of the value's entries when one entry of an operand moves."""
        moved = np.array(self.at[name])
        moved[index] += t
        return np.sum(self.function(*{**self.at, name: moved[()]}.values()))

    def _chosen(self, name: str, index: tuple[int, ...]) -> float:
        def total(x: Any) -> Any:
            value = self.function(*{**self.at, name: x}.values())
            return value.sum() if value.shape else value

        return float(derivatives.grad(total, registry=self.registry)(self.at[name][()])[index])
