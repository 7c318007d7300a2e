"""A check of the kernel pack: kernel matrices are covariance matrices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jacobook import Array, Rule

if TYPE_CHECKING:
    from jacobook.testing.report import Report
    from jacobook.testing.subject import Subject

POINTS = 7
ROUNDING = 1e-13
"""What an eigenvalue may be below zero, in parts of the largest."""

SENTENCE = "Kernel matrices of random points are symmetric and have no negative eigenvalue."


def applies(rule: Rule) -> bool:
    """Whether a rule is about a covariance, of two points or of two sets."""
    return "kernel function" in rule.tags or "kernel matrix" in rule.tags


def check(subject: Subject, report: Report) -> None:
    """The matrix of all pairs of random points, at the parameters of each probe."""
    import numpy as np

    for draw, probe in enumerate(subject.declared):
        matrix = _matrix(subject, draw)
        report.close(matrix, matrix.T, ROUNDING, f"{probe.label}: not symmetric")
        eigenvalues = np.linalg.eigvalsh(matrix)
        lowest, highest = float(eigenvalues[0]), float(eigenvalues[-1])
        wrong = f"{probe.label}: the eigenvalues go from {lowest:.3g} to {highest:.3g}"
        report.measured(max(0.0, -lowest) / highest, ROUNDING, wrong)


def _matrix(subject: Subject, draw: int) -> Array:
    """The kernel matrix of random points with themselves."""
    import numpy as np

    probe = subject.declared[draw]
    given = dict(zip(subject.rule.names, probe.values, strict=True))
    columns = given["X" if "X" in given else "x"].shape[-1]
    points = np.random.default_rng([subject.seed, draw]).uniform(-2, 2, (POINTS, columns))

    def value(**placed: Array) -> Array:
        moved = {name: placed.get(name, x) for name, x in given.items()}
        return subject.value(replace(probe, values=tuple(moved.values())))

    if "X" in given:
        return value(X=points, Y=points)
    return np.array([[value(x=a, y=b) for b in points] for a in points])
