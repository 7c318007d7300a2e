"""The rotation vector of a rotation matrix."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, stack_of


def expand(r: Array) -> Array:
    """The axis times the angle, without dividing by the angle. Shapes: (..., 3, 3) to (..., 3)."""
    u = 2 * op.vee(r)
    c = (r[..., 0, 0] + r[..., 1, 1] + r[..., 2, 2] - 1)[..., None]
    s = dot(u, u)
    reach = c + op.sqrt(s + c * c)
    return 2 * op.arctan_ratio(s / reach**2, order=0) / reach * u


def target(r: shapes.Shape) -> shapes.Shape:
    """A vector for each matrix."""
    return (*stack_of(r, (3, 3), "rotation_log"), 3)


rule = derived(
    id="geom.rotation.log",
    title="Rotation vector of a rotation matrix",
    summary="The axis of a rotation times its angle: the logarithm of the rotation matrix.",
    function="rotation_log(R)",
    operands="R:(3,3)",
    derivative={
        "same": "arctan2(2*norm2(vee(R)), trace(R) - 1) / norm2(vee(R)) * vee(R)",
        "true": ("rotation_log(R.T) == -y", "cross(y, vee(R)) == zeros(3)"),
    },
    conditions=(
        "R is near a rotation by less than half a turn; the closed form with divisions also needs "
        "R != R.T."
    ),
    op="rotation_log",
    expand=expand,
    shape=target,
    why=(
        "A rotation by the angle `t` has `2*vee(R)` of length `2*sin(t)` along its axis, and the "
        "trace `1 + 2*cos(t)`. Both together give the angle in all quadrants. Halving it first "
        "turns the quotient of angle and sine into a smooth function of the square of "
        "`tan(t/2)`, so that nothing is divided by a small angle. On rotations the tangents are "
        "`dR = R @ skew(v)`, and then `dy = rot_right_jacobian_inverse(y) @ v`."
    ),
    pitfalls=(
        "The formula is continued to matrices that are no rotations, and so the cotangent has a "
        "part along the identity, which no rotation can feel. Near half a turn the axis is the "
        "quotient of two small numbers: with an angle `pi - e` about `1e-16/e` of it is rounding "
        "error. Use quaternions there."
    ),
    vectors=(
        TestVector(
            operands={"R": [[0.6, -0.8, 0.0], [0.8, 0.6, 0.0], [0.0, 0.0, 1.0]]},
            cotangent=[1.0, 2.0, 3.0],
            value=[0.0, 0.0, 0.9272952180016122],
            gradients={
                "R": [
                    [-1.2, -0.9, 1.1591190225020154],
                    [0.9, -1.2, -0.5795595112510077],
                    [-1.1591190225020154, 0.5795595112510077, -1.2],
                ]
            },
            source="mpmath, 60 digits",
        ),
        TestVector(
            name="no rotation matrix",
            operands={"R": [[0.5, -1.0, 0.25], [2.0, 0.75, -0.5], [-1.0, 1.5, 1.25]]},
            value=[0.6269649979102593, 0.39185312369391206, 0.940447496865389],
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"R": [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]},
            cotangent=[2.0, 4.0, 6.0],
            value=[0.0, 0.0, 0.0],
            gradients={"R": [[0.0, -3.0, 2.0], [3.0, 0.0, -1.0], [-2.0, 1.0, 0.0]]},
            why="Near the identity the logarithm is vee(R): the quotient of angle and sine is 1.",
        ),
        TestVector(
            name="half a turn",
            operands={"R": [[-1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]]},
            value=[nan, nan, nan],
            gradients={"R": [[nan, nan, nan], [nan, nan, nan], [nan, nan, nan]]},
            why="The axis and its opposite are both right, and no formula of entries can choose.",
        ),
    ),
    references=("Sola et al. 2018, appendix B",),
    see_also=("geom.rodrigues", "geom.rotation.relative", "geom.quaternion.log"),
    tags=("logarithm", "rotation vector", "SO(3)"),
)
