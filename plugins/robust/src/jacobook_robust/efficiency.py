"""How much a loss costs when the data are normal after all, and the scale at which it costs 5 %.

The asymptotic variance of an M-estimator of location is `E[psi**2] / E[psi']**2`. For standard
normal residuals `E[psi'(Z)]` equals `E[Z * psi(Z)]` (integration by parts, Stein's identity), which
holds for an influence with kinks and jumps as well. Influences come from the engine.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping

import jacobook as jb
import numpy as np
from jacobook.catalogue import Registry
from jacobook.pages import TableBlock

from jacobook_robust.influence import Curves, curves_of, fate, influence, largest_influence
from jacobook_robust.tuning import constants_of, has_scale, tuning_of

WANTED = 0.95
NODES = np.linspace(-10.0, 10.0, 20_001)
"""Where integrals over the normal density are summed; the rest of the law is below 1e-22."""
DENSITY = np.exp(-NODES * NODES / 2) / np.sqrt(2 * np.pi) * (NODES[1] - NODES[0])


def efficiency(rule: jb.Rule, registry: Registry, constants: Mapping[str, float]) -> float:
    """The asymptotic efficiency of location at the normal, relative to the mean; for an odd influence."""
    psi = influence(rule, registry, constants, NODES)
    slope = np.sum(DENSITY * NODES * psi)
    return float(slope**2 / np.sum(DENSITY * psi**2))


@functools.lru_cache(maxsize=64)
def tuning_factor(rule: jb.Rule, registry: Registry) -> float | None:
    """The number by which the scales are multiplied for 95 % efficiency; `None` without a scale."""
    if not has_scale(rule):
        return None
    return bisected(
        lambda k: efficiency(rule, registry, constants_of(rule, k)) - WANTED, 0.05, 50.0
    )


def bisected(f: Callable[[float], float], low: float, high: float) -> float:
    """Where an increasing function of a positive number crosses zero."""
    for _ in range(40):
        middle = math.sqrt(low * high)
        low, high = (middle, high) if f(middle) < 0 else (low, middle)
    return math.sqrt(low * high)


def usual_constants(rule: jb.Rule, registry: Registry) -> dict[str, float]:
    """The constants that pages use: published ones, or those computed for 95 % efficiency."""
    factor = tuning_of(rule).published or tuning_factor(rule, registry) or 1.0
    return constants_of(rule, factor)


BREAKDOWN: Mapping[str, str] = {
    "zero": "close to 1/2 from a robust start; points further out have no say",
    "falls": "close to 1/2 from a robust start; several minima are possible",
    "constant": "1/2, whatever the start",
    "stays": "1/2, whatever the start",
    "bounded": "1/2, whatever the start",
    "grows": "0: one point is enough",
}
"""The share of arbitrary points that an estimate of location with known scale bears.

For an odd influence, by what becomes of it far out: Huber & Ronchetti 2009, section 3.2, and for
redescending ones Huber 1984.
"""


def breakdown(curves: Curves) -> str:
    """The breakdown behaviour that follows from the influence."""
    if curves.is_odd:
        return BREAKDOWN[fate(curves)]
    low, high = abs(float(curves.left.min())), float(curves.right.max())
    return f"{min(low, high) / (low + high):.2f}, as of the quantile"


def tuning_table(rule: jb.Rule, registry: Registry) -> TableBlock:
    """The scale for 95 % efficiency, computed and published, with what follows from it."""
    curves = curves_of(rule, registry, usual_constants(rule, registry))
    top = round(largest_influence(curves)[0], 4)
    source = tuning_of(rule).source
    return TableBlock(
        title="Efficiency and robustness",
        head=("quantity", "value"),
        rows=(
            *_scale_rows(rule, registry),
            *(_efficiency_rows(rule, registry) if curves.is_odd else ()),
            ("largest influence", "unbounded" if fate(curves) == "grows" else top),
            ("breakdown point of location, scale known", breakdown(curves)),
        ),
        note=(
            "Efficiency is E[psi']² / E[psi²] for standard normal residuals, integrated "
            "numerically with the influence that the engine computes. A point far out in X can "
            "break a regression with any of these losses."
            + (f" Published constant: {source}." if source else "")
        ),
    )


def _efficiency_rows(rule: jb.Rule, registry: Registry) -> list[tuple[str, float | str]]:
    """The efficiency with the constants that the plot has."""
    found = efficiency(rule, registry, usual_constants(rule, registry))
    return [("efficiency at the normal, with the constants of the plot", round(found, 4))]


def _scale_rows(rule: jb.Rule, registry: Registry) -> list[tuple[str, float | str]]:
    """The scales for 95 % efficiency; none for a loss without a scale."""
    factor, published = tuning_factor(rule, registry), tuning_of(rule).published
    if factor is None:
        return []
    return [
        ("scale for 95 % efficiency, computed", _shown(rule, factor)),
        ("the same as published", _shown(rule, published) if published else "not known"),
    ]


def _shown(rule: jb.Rule, factor: float) -> float | str:
    """One scale as a number, several as text."""
    scales = constants_of(rule, factor)
    if len(scales) == 1:
        return round(factor, 4)
    return ", ".join(f"{name} = {value:.4g}" for name, value in scales.items())
