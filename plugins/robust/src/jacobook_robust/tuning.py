"""The constants with which losses are usually used, and the operands which are their scales."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jacobook import Rule

SCALES = ("a", "b", "c")
"""Operands in units of the residual: multiplying all of them by one number widens the loss."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """Constants of a loss.

    Attributes:
        constants: a number for each operand but the residual.
        published: by which the source multiplies the scales for 95 % efficiency; `None` where no
            source is known.
        source: who says so.
    """

    constants: Mapping[str, float]
    published: float | None = None
    source: str = ""


HOLLAND_WELSCH = "Holland & Welsch 1977, table 1"

TUNING: Mapping[str, Tuning] = {
    "huber": Tuning(constants={"c": 1.0}, published=1.345, source=HOLLAND_WELSCH),
    "pseudo_huber": Tuning(constants={"c": 1.0}),
    "charbonnier": Tuning(constants={"c": 1.0}),
    "fair": Tuning(constants={"c": 1.0}, published=1.400, source=HOLLAND_WELSCH),
    "log_cosh": Tuning(constants={"c": 1.0}, published=1.205, source=HOLLAND_WELSCH),
    "cauchy_loss": Tuning(constants={"c": 1.0}, published=2.385, source=HOLLAND_WELSCH),
    "welsch": Tuning(constants={"c": 1.0}, published=2.985, source=HOLLAND_WELSCH),
    "geman_mcclure": Tuning(constants={"c": 1.0}),
    "tukey": Tuning(constants={"c": 1.0}, published=4.685, source=HOLLAND_WELSCH),
    "andrews": Tuning(constants={"c": 1.0}, published=1.339, source=HOLLAND_WELSCH),
    "arctan_loss": Tuning(constants={"c": 1.0}),
    "hampel": Tuning(
        constants={"a": 1.5, "b": 3.5, "c": 8.0},
        published=0.9016,
        source="Koller & Mächler, vignette psi_functions of the R package robustbase",
    ),
    "barron": Tuning(constants={"alpha": 1.0, "c": 1.0}),
    "l1_l2": Tuning(constants={}),
    "pinball": Tuning(constants={"tau": 0.75}),
    "epsilon_insensitive": Tuning(constants={"eps": 0.5}),
}
"""By operation; a new loss without an entry is drawn with all constants 1."""


def tuning_of(rule: Rule) -> Tuning:
    """The constants of a loss."""
    return TUNING.get(rule.op) or Tuning(constants=dict.fromkeys(rule.names[:-1], 1.0))


def has_scale(rule: Rule) -> bool:
    """Whether a loss has a scale to choose; that of the adaptive loss is fitted with its shape."""
    return "alpha" not in rule.names and any(name in SCALES for name in rule.names[:-1])


def constants_of(rule: Rule, factor: float = 1.0) -> dict[str, float]:
    """The constants of a loss in the order of its operands, the scales multiplied by `factor`."""
    given = tuning_of(rule).constants
    return {n: given[n] * (factor if n in SCALES else 1.0) for n in rule.names[:-1]}
