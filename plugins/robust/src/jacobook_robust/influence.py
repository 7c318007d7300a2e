"""Influence functions: computed by the engine from the losses, drawn, and told in words.

The influence is the derivative of a loss by its residual, the weight the influence divided by the
residual. Neither is typed in here: both come from `jacobook.grad`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import jacobook as jb
import numpy as np
from jacobook.catalogue import Registry
from jacobook.pages import PlotBlock, PlotCurve
from numpy.typing import NDArray

from jacobook_robust.tuning import constants_of

Numbers: TypeAlias = NDArray[np.float64]

REACH = 6.0
"""How far plots go, in units of the scale."""
FAR = np.geomspace(REACH, 1e8, 60)
"""Residuals beyond the plot, in the same units: what an influence comes to."""
FINE = 60_001
"""How many residuals corners and maxima are looked for at."""
HIGHEST_WEIGHT = 3.0
"""Where a weight has a pole its curve is cut off at this height."""
SHAPES = (2.0, 1.0, 0.0, -2.0, -8.0)
"""The shapes of Barron's loss that are drawn side by side."""


def loss(rule: jb.Rule, registry: Registry, constants: Mapping[str, float], r: Numbers) -> Any:
    """The loss of each residual."""
    function = getattr(jb.operations.Vocabulary(registry), rule.op)
    return function(*constants.values(), r)


def influence(
    rule: jb.Rule, registry: Registry, constants: Mapping[str, float], r: Numbers
) -> Numbers:
    """The derivative of the loss by each residual."""

    def total(residuals: Numbers) -> Any:
        return np.sum(loss(rule, registry, constants, residuals))

    slopes: Numbers = jb.grad(total, registry=registry)(r)
    return slopes


@dataclass(frozen=True, slots=True)
class Curves:
    """A loss with its influence and weight.

    Attributes:
        unit: the scale.
        r: residuals on both sides of zero, and not zero.
        rho, psi, weight: loss, influence and weight there.
        sizes: residuals on the right, close to each other up to the end of the plot, and far ones.
        right, left: the influence at these and at their negatives.
    """

    unit: float
    r: Numbers
    rho: Numbers
    psi: Numbers
    weight: Numbers
    sizes: Numbers
    right: Numbers
    left: Numbers

    @property
    def far(self) -> Numbers:
        """The influence beyond the plot."""
        return self.right[-len(FAR) :]

    @property
    def is_odd(self) -> bool:
        """Whether both sides pull alike."""
        return bool(np.allclose(self.left, -self.right, rtol=1e-9, atol=0.0))


def curves_of(rule: jb.Rule, registry: Registry, constants: Mapping[str, float]) -> Curves:
    """The curves of a loss with given constants, by the engine."""
    unit = next((constants[n] for n in ("a", "c", "eps") if n in constants), 1.0)
    r = np.linspace(-REACH, REACH, 480) * unit
    sizes = np.concatenate([np.linspace(0.0, REACH, FINE)[1:], FAR]) * unit
    psi = influence(rule, registry, constants, r)
    return Curves(
        unit=unit,
        r=r,
        rho=np.asarray(loss(rule, registry, constants, r)),
        psi=psi,
        weight=psi / r,
        sizes=sizes,
        right=influence(rule, registry, constants, sizes),
        left=influence(rule, registry, constants, -sizes),
    )


# ---------------------------------------------------------------------------------------- in words


def largest_influence(curves: Curves) -> tuple[float, float]:
    """The largest influence on the right, and the smallest residual at which it is reached."""
    top = float(curves.right.max())
    return top, float(curves.sizes[np.argmax(curves.right >= top * (1 - 1e-9))])


def fate(curves: Curves) -> str:
    """What becomes of the influence far out: a key of `FATES`."""
    top, far = float(curves.right.max()), curves.far
    if np.all(far == 0):
        return "zero"
    if far[-1] < 1e-3 * top:
        return "falls"
    if np.all(curves.right == top):
        return "constant"
    if np.all(far >= (1 - 1e-9) * top):
        return "stays"
    return "bounded" if far[-1] <= 1.001 * far[-8] else "grows"


FATES: Mapping[str, str] = {
    "zero": (
        "The influence reaches its largest value {top:.4g} at {place:.4g} and falls back to zero at "
        "{end:.4g}: outliers beyond are ignored."
    ),
    "falls": (
        "The influence reaches its largest value {top:.4g} at {place:.4g} and then falls towards "
        "zero: the further out a point is, the less it pulls."
    ),
    "constant": "The influence is {top:.4g} for every positive residual, however large.",
    "stays": (
        "The influence reaches its largest value {top:.4g} at {place:.4g} and stays there: an "
        "outlier pulls no harder than a point at that distance."
    ),
    "bounded": "The influence creeps up to its bound {top:.4g} and never passes it.",
    "grows": "The influence grows without bound: one outlier can carry the fit away.",
}
"""What is said of an influence, by what becomes of it far out."""


def rejection_point(curves: Curves) -> float:
    """The residual from which on the influence is zero."""
    return float(curves.sizes[min(np.flatnonzero(curves.right)[-1] + 1, len(curves.sizes) - 1)])


def described(curves: Curves) -> str:
    """What one sees of the influence, in a sentence or two."""
    top, place = largest_influence(curves)
    told = FATES[fate(curves)].format(top=top, place=place, end=rejection_point(curves))
    return told + _other_side(curves) + _pole(curves)


def _other_side(curves: Curves) -> str:
    """What is different for negative residuals, if anything is."""
    if curves.is_odd:
        return ""
    return f" For negative residuals it comes to {float(curves.left.min()):.4g}."


def _pole(curves: Curves) -> str:
    """A word about a weight that is cut off."""
    if curves.weight.max() <= HIGHEST_WEIGHT:
        return ""
    return f" The weight has a pole at zero; its curve is cut off at {HIGHEST_WEIGHT:g}."


# ------------------------------------------------------------------------------------------- drawn


def influence_plot(rule: jb.Rule, registry: Registry, constants: Mapping[str, float]) -> PlotBlock:
    """The plot of a loss, its influence and its weight."""
    curves = curves_of(rule, registry, constants)
    named = ", ".join(f"{name} = {value:.4g}" for name, value in constants.items())
    weight = np.where(curves.weight <= HIGHEST_WEIGHT, curves.weight, np.nan)
    return PlotBlock(
        title="Loss, influence and weight",
        curves=(
            _curve("loss", curves.r, curves.rho / curves.unit**2),
            _curve(
                "influence",
                curves.r,
                curves.psi / curves.unit,
            ),
            _curve("weight", curves.r, weight),
        ),
        x_label=f"residual ({named})" if named else "residual",
        y_label="in units of the scale",
        description=described(curves),
    )


def shapes_plot(rule: jb.Rule, registry: Registry) -> PlotBlock:
    """The influences of Barron's loss, for several shapes."""
    r = np.linspace(-REACH, REACH, 480)
    by_shape = {
        alpha: influence(rule, registry, {**constants_of(rule), "alpha": alpha}, r)
        for alpha in SHAPES
    }
    tops = [f"{float(psi.max()):.3g} for {alpha:g}" for alpha, psi in by_shape.items()]
    return PlotBlock(
        title="The influence for several shapes",
        curves=tuple(_curve(f"shape {alpha:g}", r, psi) for alpha, psi in by_shape.items()),
        x_label="residual (c = 1)",
        y_label="influence",
        description=(
            "The smaller the shape, the less a large residual pulls. The largest influence within "
            f"the plot is {', '.join(tops)}."
        ),
    )


def _curve(label: str, x: Numbers, y: Numbers) -> PlotCurve:
    return PlotCurve(label=label, x=tuple(map(float, x)), y=tuple(map(float, y)))
