"""The rotation vector of a quaternion."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, stack_of


def expand(q: Array) -> Array:
    """Twice the angle along the vector part. Shapes: (..., 4) to (..., 3)."""
    v = q[..., 1:]
    reach = q[..., :1] + op.norm2(q, axis=-1, keepdims=True)
    return 4 * op.arctan_ratio(dot(v, v) / reach**2, order=0) / reach * v


def target(q: shapes.Shape) -> shapes.Shape:
    """A vector for each quaternion."""
    return (*stack_of(q, (4,), "quat_log"), 3)


rule = derived(
    id="geom.quaternion.log",
    title="Rotation vector of a quaternion",
    summary="The axis times the angle of the rotation that a quaternion stands for.",
    function="quat_log(q)",
    operands="q:(4)",
    derivative={
        "same": "2 * arctan2(norm2(q[1:]), q[0]) / norm2(q[1:]) * q[1:]",
        "true": (
            "quat_exp(y) == q / norm2(q)",
            "quat_log(quat_conjugate(q)) == -y",
            "quat_log(3*q) == y",
        ),
    },
    conditions=(
        "q is not zero and not a negative number; the closed form with a division also needs a "
        "vector part."
    ),
    op="quat_log",
    expand=expand,
    shape=target,
    why=(
        "The vector part of a unit quaternion is the axis times the sine of half the angle, the "
        "scalar part the cosine. Halving once more gives the tangent of a quarter of the angle, "
        "`norm2(v)/(q[0] + norm2(q))`; the angle by its tangent is smooth in the square of that, "
        "so that nothing is divided by a small angle. The length of `q` drops out."
    ),
    pitfalls=(
        "For `q[0] < 0` the angle is more than half a turn; take `-q` for the shorter way, which "
        "is the same rotation. At a full turn, `q = -1`, no axis is left."
    ),
    vectors=(
        TestVector(
            operands={"q": [0.5, 1.0, -2.0, 0.5]},
            cotangent=[1.0, 2.0, -1.0],
            value=[1.1835671325291668, -2.3671342650583336, 0.5917835662645834],
            gradients={
                "q": [1.2727272727272727, 1.85139976633649, 1.031468997443687, -0.8496508156255052]
            },
            source="mpmath, 60 digits",
        ),
        TestVector(
            name="more than half a turn",
            operands={"q": [-0.5, 0.0, 0.5, 0.0]},
            cotangent=[1.0, 2.0, -1.0],
            value=[0.0, 4.71238898038469, 0.0],
            gradients={"q": [-4.0, 9.42477796076938, -4.0, -9.42477796076938]},
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"q": [1.0, 0.0, 0.0, 0.0]},
            cotangent=[1.0, 2.0, 3.0],
            value=[0.0, 0.0, 0.0],
            gradients={"q": [0.0, 2.0, 4.0, 6.0]},
            why="Near 1 the logarithm is twice the vector part.",
        ),
        TestVector(
            name="a full turn",
            operands={"q": [-1.0, 0.0, 0.0, 0.0]},
            value=[nan, nan, nan],
            gradients={"q": [nan, nan, nan, nan]},
            why="Every axis is right, so none is: an undefined value has an undefined slope.",
        ),
    ),
    references=("Sola 2017, equation 105",),
    see_also=("geom.quaternion.exp", "geom.rotation.log", "geom.smooth.arctan_ratio"),
    tags=("quaternion", "logarithm", "rotation vector"),
)
