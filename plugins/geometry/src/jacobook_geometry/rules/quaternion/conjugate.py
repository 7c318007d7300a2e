"""The conjugate of a quaternion."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import stack_of


def primal(q: Array) -> Array:
    """The vector part with the opposite sign. Shape: (..., 4)."""
    return op.concatenate(q[..., :1], -q[..., 1:], axis=-1)


def adjoint(y_bar: Array, y: Array, q: Array) -> Array:
    """The same change of signs. Shape: (..., 4)."""
    return op.quat_conjugate(y_bar)


def target(q: shapes.Shape) -> shapes.Shape:
    """The shape of the quaternion."""
    return (*stack_of(q, (4,), "quat_conjugate"), 4)


rule = linear(
    id="geom.quaternion.conjugate",
    title="Conjugate of a quaternion",
    summary="The quaternion with the opposite vector part; of a unit quaternion, the inverse.",
    function="quat_conjugate(q)",
    operands="q:(4)",
    derivative={
        "vjp[q]": "quat_conjugate(y_bar)",
        "d": "quat_conjugate(dq)",
        "same": "array([q[0], -q[1], -q[2], -q[3]])",
        "true": ("quat_mul(q, y) == dot(q, q) * basis(0, 4)", "quat_to_rot(y) == quat_to_rot(q).T"),
    },
    op="quat_conjugate",
    primal=primal,
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="Three entries change their sign: a diagonal matrix, which is its own transpose.",
    pitfalls=(
        "It undoes a rotation only for a unit quaternion; in general divide it by `dot(q, q)`. The "
        "conjugate of a product is the product of the conjugates in the opposite order."
    ),
    vectors=(
        TestVector(
            operands={"q": [1.0, 2.0, 3.0, 4.0]},
            cotangent=[1.0, 10.0, 0.0, -1.0],
            value=[1.0, -2.0, -3.0, -4.0],
            gradients={"q": [1.0, -10.0, 0.0, 1.0]},
        ),
    ),
    references=("Sola 2017, conjugate",),
    see_also=("geom.quat_mul", "geom.quat_normalize"),
    tags=("quaternion", "inverse rotation"),
)
