"""Geometry for jacobook: rotations, quaternions, projections and changes of coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from jacobook import Rule, RulePack

if TYPE_CHECKING:
    from jacobook.pages import PageBlock, RuleFacts

pack = (
    RulePack(
        "geom",
        title="Geometry",
        summary="Rotations, quaternions, cameras and coordinates, with slopes that hold at rest.",
    )
    .include("jacobook_geometry.rules")
    .section(
        "geom.rotation",
        title="Rotations",
        text=(
            "A rotation vector `w` is an axis times an angle in radians, and `rodrigues(w)` its "
            "matrix: active, columns turned. Small movements stand on the right, in the turned "
            "frame, and `rot_right_jacobian(w)` leads to them. Every rule holds at `w = 0`."
        ),
        rules=("geom.rodrigues", "geom.rotate_point", "geom.rot2", "geom.rigid_transform"),
    )
    .section(
        "geom.quaternion",
        title="Quaternions",
        text=(
            "Hamilton's, in the order (w, x, y, z). Matrices are in the homogeneous form: a "
            "quaternion that is no unit also stretches."
        ),
        rules=("geom.quat_mul", "geom.quat_rotate", "geom.quat_normalize"),
    )
    .section(
        "geom.cross",
        title="Cross products",
        text="The order matters: each exchange of two vectors changes the sign.",
        rules=("geom.hat", "geom.triple_product"),
    )
    .section(
        "geom.projections",
        title="Projections, reflections and angles",
        text="Onto lines, planes and images; the distances and angles that go with them.",
        rules=(
            "geom.projection_vector",
            "geom.plane_projection",
            "geom.householder",
            "geom.point_line_distance",
            "geom.perspective",
            "geom.angle_between",
            "geom.rank",
        ),
    )
    .section(
        "geom.coordinates",
        title="Coordinates",
        text="From angles and radii to points; what becomes of volumes stands further below.",
        rules=("geom.polar", "geom.spherical"),
    )
    .section(
        "geom.smooth",
        title="Smooth coefficients",
        text=(
            "The quotients of angles, sines and cosines that rotations need, as functions of a "
            "square. Nothing is divided by a small angle, in no derivative."
        ),
    )
    .section(
        "geom.volume",
        title="Volumes",
        text="Determinants of Jacobians: what stands in an integral after a change of variables.",
    )
)


@pack.check(
    "rotation",
    "The matrices are orthogonal with determinant 1, and tangents turn or stretch, but never shear.",
    applies=lambda rule: "rotation-valued" in rule.tags,
)
def rotation(subject: Any, report: Any) -> None:
    """Rules with the tag `rotation-valued` at the probes of the kit."""
    from jacobook_geometry import claims

    claims.rotation(subject, report)


@pack.check(
    "at_rest",
    "Near no rotation the value, its slope and its curvature tend to those at no rotation.",
    applies=lambda rule: rule.names == ("w",) and "smooth at zero" in rule.tags,
)
def at_rest(subject: Any, report: Any) -> None:
    """Rules of one rotation vector with the tag `smooth at zero`, at angles down to 1e-12."""
    from jacobook_geometry import claims

    claims.at_rest(subject, report)


@pack.page_blocks
def blocks(rule: Rule, facts: RuleFacts) -> Iterator[PageBlock]:
    """Tables of conventions and plots over the angle, for the rules that have them."""
    from jacobook_geometry import figures

    if make := figures.BY_RULE.get(rule.id):
        yield from make()
