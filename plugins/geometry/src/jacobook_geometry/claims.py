"""The checks that the pack adds to the kit's: rotations stay rotations, and rest is no exception."""

from __future__ import annotations

from typing import Any

import numpy as np

from jacobook import jacobian

ORTHOGONAL = 1e-12
STEPS = (1e-3, 1e-6, 1e-9, 1e-12)
STEEPEST = 10.0
"""How much a value, a slope or a curvature may change for a change of the rotation vector by 1."""
ROUNDING = 1e-13


def rotation(subject: Any, report: Any) -> None:
    """The matrices are orthogonal with determinant 1, and their tangents never shear them."""
    for probe in subject.declared:
        problem = subject.problem(probe)
        y, unit = problem.y, np.eye(problem.y.shape[-1])
        report.close(y.T @ y, unit, ORTHOGONAL, f"{probe.label}: Y.T @ Y")
        report.close(np.linalg.det(y), np.ones(()), ORTHOGONAL, f"{probe.label}: det(Y)")
        for number in range(3):
            moved = y.T @ problem.push(problem.direction(number)[0])
            stretch = (moved + moved.T) / 2
            report.close(
                stretch, stretch[0, 0] * unit, ORTHOGONAL, f"{probe.label}: shear", scale=1.0
            )


def at_rest(subject: Any, report: Any) -> None:
    """Value, slope and curvature close to `w = 0` differ from those at 0 by as little as `w`."""
    probe = subject.declared[0]
    (w,) = probe.values
    value = subject.function(probe)
    slope = jacobian(value, registry=subject.registry)
    curvature = jacobian(slope, registry=subject.registry)
    for name, f in (("value", value), ("slope", slope), ("curvature", curvature)):
        rest = f(0 * w)
        for step in STEPS:
            allowed = STEEPEST * step + ROUNDING
            report.close(f(step * w), rest, allowed, f"{name} at {step:g} * w", scale=1.0)
