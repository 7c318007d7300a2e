"""What the pack adds to the pages of its rules; every number is computed when a page is made."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from jacobook import operations as op
from jacobook.pages import PageBlock, PlotBlock, PlotCurve, TableBlock

POINTS = 121


def _curve(label: str, x: np.ndarray, y: np.ndarray) -> PlotCurve:
    return PlotCurve(label=label, x=tuple(map(float, x)), y=tuple(map(float, y)))


def compositions() -> Iterator[PageBlock]:
    """How rotations are joined, and what is written differently elsewhere."""
    yield TableBlock(
        title="Conventions",
        head=("what", "here", "elsewhere"),
        rows=(
            ("first q, then p", "quat_mul(p, q)", "swapped in the JPL convention"),
            ("first B, then A", "A @ B", "B @ A where points are rows"),
            ("order of a quaternion", "w, x, y, z", "x, y, z, w in SciPy and ROS"),
            ("turned point", "R @ p", "R.T @ p where the axes are turned (passive)"),
            ("small turn", "R @ exp(skew(v)), in the body", "exp(skew(v)) @ R, in the world"),
            ("leads to it", "rot_right_jacobian(w)", "its transpose, the left Jacobian"),
        ),
        note="One sign or one order that is mixed up gives a rotation still, but another one.",
    )


def singular_turn() -> Iterator[PageBlock]:
    """The determinant of the right Jacobian over the angle."""
    angle = np.linspace(0.0, 4 * math.pi, POINTS)
    axis = np.array([2.0, -1.0, 2.0]) / 3
    matrices = op.rot_right_jacobian(angle[:, None] * axis)
    smallest = np.linalg.svd(matrices, compute_uv=False)[:, -1]
    yield PlotBlock(
        title="Where the right Jacobian is singular",
        curves=(
            _curve("determinant", angle, np.linalg.det(matrices)),
            _curve("smallest singular value", angle, smallest),
        ),
        x_label="angle in radians",
        y_label="",
        description=(
            "Both begin at 1 without a slope, fall to 0 at a full turn, 6.28, and again at two "
            "turns; between them the determinant does not exceed 0.05."
        ),
    )


def coefficients() -> Iterator[PageBlock]:
    """Stumpff's functions, and what the formulas with divisions lose."""
    s = np.linspace(-4.0, 60.0, POINTS)
    yield PlotBlock(
        title="The first four",
        curves=tuple(_curve(f"order {k}", s, op.stumpff(s, order=k)) for k in range(4)),
        x_label="s, the square of the angle",
        y_label="",
        description=(
            "Smooth curves through 1, 1, 1/2 and 1/6 at s = 0. Order 0 swings between -1 and 1 for "
            "positive s; the higher the order, the flatter the curve."
        ),
    )
    yield TableBlock(
        title="Small angles",
        head=("angle t", "(1 - cos(t))/t**2", "order 2", "(t - sin(t))/t**3", "order 3"),
        rows=tuple(_small(t) for t in (1.0, 1e-3, 1e-5, 1e-8)),
        note="The quotients lose their digits to cancellation, long before the angle is 0.",
    )


def _small(t: float) -> tuple[float, ...]:
    """A row: both quotients as they are often written, each next to the function of the book."""
    s = np.float64(t * t)
    quotients = (1 - math.cos(t)) / t**2, (t - math.sin(t)) / t**3
    orders = (float(op.stumpff(s, order=k)) for k in (2, 3))
    return t, *(number for pair in zip(quotients, orders, strict=True) for number in pair)


BY_RULE: Mapping[str, Callable[[], Iterator[PageBlock]]] = {
    "geom.rodrigues": compositions,
    "geom.quat_mul": compositions,
    "geom.rotation.right_jacobian": singular_turn,
    "geom.smooth.stumpff": coefficients,
}
"""The blocks by the rule on whose page they stand."""
