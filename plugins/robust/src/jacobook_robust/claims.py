"""The pack's own check: a loss is one, and its influence is what the rule's tags say."""

from __future__ import annotations

from typing import Any

import numpy as np

from jacobook_robust.efficiency import usual_constants
from jacobook_robust.influence import FAR, Numbers, influence, loss

NEAR = np.linspace(0.0125, 12.0, 960)
"""Sizes of residuals, in units of the data."""


def keeps_claims(subject: Any, report: Any) -> None:
    """Loss and influence on both sides of zero, near and far, against the tags."""
    rule, registry = subject.rule, subject.registry
    constants = usual_constants(rule, registry)
    sizes = np.concatenate([NEAR, 12.0 * FAR])

    def rho(r: Numbers) -> Numbers:
        return np.asarray(loss(rule, registry, constants, r))

    right = influence(rule, registry, constants, sizes)
    left = influence(rule, registry, constants, -sizes)
    report.expect(float(rho(np.zeros(1))[0]) == 0.0, "the loss of a zero residual is not 0")
    report.expect(bool(np.all(rho(sizes) >= 0)), "the loss is negative for a positive residual")
    report.expect(bool(np.all(rho(-sizes) >= 0)), "the loss is negative for a negative residual")
    report.expect(bool(np.all(right >= 0) and np.all(left <= 0)), "the influence pulls outwards")
    if "symmetric" in rule.tags:
        report.close(rho(-sizes), rho(sizes), 1e-12, "the loss of negative residuals")
        report.close(left, -right, 1e-12, "the influence of negative residuals")
    for tag, holds in _CLAIMS.items():
        if tag in rule.tags:
            held = holds(right) and holds(-left)
            report.expect(held, f"the tags say {tag!r}; the influence is not")


def _is_monotone(psi: Numbers) -> bool:
    return bool(np.all(np.diff(psi) >= -1e-12 * np.abs(psi[:-1])))


def _is_bounded(psi: Numbers) -> bool:
    return bool(np.abs(psi).max() <= 1.5 * np.abs(psi[: len(NEAR)]).max())


def _redescends(psi: Numbers) -> bool:
    return bool(abs(psi[-1]) <= 1e-3 * np.abs(psi).max())


def _rejects(psi: Numbers) -> bool:
    return bool(np.all(psi[len(NEAR) :] == 0))


_CLAIMS = {
    "convex": _is_monotone,
    "bounded influence": _is_bounded,
    "redescending": _redescends,
    "finite rejection": _rejects,
}
