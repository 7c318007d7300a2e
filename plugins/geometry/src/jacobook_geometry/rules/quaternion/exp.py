"""The unit quaternion of a rotation vector."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, stack_of


def expand(w: Array) -> Array:
    """The cosine, and the sine by the angle times half of `w`. Shapes: (..., 3) to (..., 4)."""
    s = dot(w, w) / 4
    return op.concatenate(op.stumpff(s, order=0), op.stumpff(s, order=1) / 2 * w, axis=-1)


def target(w: shapes.Shape) -> shapes.Shape:
    """A quaternion for each vector."""
    return (*stack_of(w, (3,), "quat_exp"), 4)


rule = derived(
    id="geom.quaternion.exp",
    title="Unit quaternion of a rotation vector",
    summary="The unit quaternion that turns as a rotation vector does.",
    function="quat_exp(w)",
    operands="w:(3)",
    derivative={
        "d": "quat_mul(y, concatenate([zeros(1), rot_right_jacobian(w) @ dw / 2]))",
        "same": "concatenate([cos(norm2(w)/2) * ones(1), sin(norm2(w)/2) / norm2(w) * w])",
        "true": ("dot(y, y) == 1", "quat_to_rot(y) == rodrigues(w)"),
    },
    conditions="The closed form with a division needs w != 0; the quaternion is smooth everywhere.",
    op="quat_exp",
    expand=expand,
    shape=target,
    why=(
        "Half the angle stands in the cosine and the sine, because a quaternion acts on a point "
        "from both sides. Turning a little further in the turned frame multiplies from the right "
        "by 1 plus half the angular velocity, which is `rot_right_jacobian(w) @ dw`."
    ),
    pitfalls="The full turn has the quaternion `-1`, which is the same rotation as `1`.",
    vectors=(
        TestVector(
            operands={"w": [0.3, -0.4, 1.2]},
            cotangent=[1.0, 2.0, 0.0, -1.0],
            value=[
                0.7960837985490559,
                0.13965840132370144,
                -0.18621120176493525,
                0.5586336052948058,
            ],
            gradients={"w": [0.8684146773491012, 0.08352177530076677, -0.7160933303146384]},
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"w": [0.0, 0.0, 0.0]},
            cotangent=[1.0, 2.0, 4.0, 6.0],
            value=[1.0, 0.0, 0.0, 0.0],
            gradients={"w": [1.0, 2.0, 3.0]},
            why="The series begins 1 + w/2.",
        ),
    ),
    references=("Sola 2017, equation 101",),
    see_also=("geom.quaternion.log", "geom.rodrigues", "geom.smooth.stumpff"),
    tags=("quaternion", "exponential map", "smooth at zero"),
)
