"""The samples behind a plot: an element-wise function of one number and its derivative."""

from __future__ import annotations

import numpy as np

from jacobook import derivatives
from jacobook.catalogue import Registry
from jacobook.rule import Rule, TestVector
from jacobook.statements import Instance
from jacobook_site.author_code import Attempt, silence
from jacobook_site.plot import Curve

POINTS = 241
TABLE_POINTS = 5

_RANGES = {
    "pos": (0.02, 4.0),
    "nonneg": (0.0, 4.0),
    "nonzero": (-4.0, 4.0),
    "unit": (-0.99, 0.99),
    "unit01": (0.01, 0.99),
    "gt1": (1.01, 4.0),
}


def plottable(rule: Rule) -> bool:
    """Whether the rule is a function of one number, applied to each entry."""
    return rule.kind == "elementwise" and len(rule.operands) == 1 and not rule.variadic


def curve(rule: Rule, registry: Registry) -> Curve | None:
    """The function and its slope over its range; `None` if they cannot be computed."""
    if not plottable(rule):
        return None
    x = np.linspace(*_range(rule), POINTS)
    sampled = Attempt(lambda: _sampled(rule, x, registry)).value
    if sampled is None:
        return None
    y, slope = sampled
    kinks = tuple(k for p in rule.special_points for k in _kinks(rule, p, registry, x))
    return Curve(_rounded(x), _rounded(y), _rounded(slope), kinks)


def _range(rule: Rule) -> tuple[float, float]:
    for word, arguments in rule.operands[0].domain:
        if word == "range":
            return float(arguments[0]), float(arguments[1])
        if word in _RANGES:
            return _RANGES[word]
    return -4.0, 4.0


def _sampled(rule: Rule, x: np.ndarray, registry: Registry) -> tuple[np.ndarray, np.ndarray]:
    with silence():
        function = Instance(rule, registry, {rule.operands[0].name: x}).function
        y, pullback = derivatives.vjp(function, x, registry=registry)
        (slope,) = pullback(np.ones_like(x))
    return np.asarray(y), np.asarray(slope)


def _rounded(values: np.ndarray) -> tuple[float, ...]:
    return tuple(float(f"{v:.6g}") for v in values)


def _kinks(
    rule: Rule, point: TestVector, registry: Registry, x: np.ndarray
) -> list[tuple[float, float, float]]:
    """The finite special points inside the plot, with value and chosen slope."""
    if point.raises or point.parameters:
        return []
    at = np.atleast_1d(np.asarray(point.operands[rule.operands[0].name], dtype=float)).ravel()
    at = at[np.isfinite(at) & (at >= x[0]) & (at <= x[-1])]
    if not at.size:
        return []
    y, slope = Attempt(lambda: _sampled(rule, at, registry)).otherwise((at[:0], at[:0]))
    return [(float(a), float(b), float(c)) for a, b, c in zip(at, y, slope, strict=False)]


def value_table(samples: Curve) -> list[tuple[float, float, float]]:
    """A few rows of a curve: point, value, slope."""
    step = (len(samples.x) - 1) // (TABLE_POINTS - 1)
    chosen = range(0, len(samples.x), step)
    return [(samples.x[i], samples.y[i], samples.slope[i]) for i in chosen]
