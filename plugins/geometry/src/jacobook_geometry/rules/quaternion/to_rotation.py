"""The rotation matrix of a quaternion."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array
from jacobook_geometry.spaces import dot, identity, stack_of


def expand(q: Array) -> Array:
    """A quadratic form in each entry. Shapes: (..., 4) to (..., 3, 3)."""
    a, v = q[..., :1], q[..., 1:]
    size = (a * a - dot(v, v))[..., None]
    return size * identity() + 2 * v[..., :, None] * v[..., None, :] + 2 * op.skew(a * v)


def target(q: shapes.Shape) -> shapes.Shape:
    """A matrix for each quaternion."""
    return (*stack_of(q, (4,), "quat_to_rot"), 3, 3)


rule = derived(
    id="geom.quaternion.to_rotation",
    title="Rotation matrix of a quaternion",
    summary="The matrix that turns points as the quaternion does, in the homogeneous form.",
    function="quat_to_rot(q)",
    operands="q:(4) unitvec",
    result="Y",
    derivative={
        "d": (
            "2*(q[0]*dq[0] - dot(q[1:], dq[1:])) * eye(3)"
            " + 2*(outer(dq[1:], q[1:]) + outer(q[1:], dq[1:])) + 2*skew(dq[0]*q[1:] + q[0]*dq[1:])"
        ),
        "vjp[q]": (
            "concatenate([(2*q[0]*trace(Y_bar) + 4*dot(q[1:], vee(Y_bar))) * ones(1), "
            "2*(Y_bar + Y_bar.T) @ q[1:] - 2*trace(Y_bar)*q[1:] + 4*q[0]*vee(Y_bar)])"
        ),
        "same": "(q[0]**2 - dot(q[1:], q[1:]))*eye(3) + 2*outer(q[1:], q[1:]) + 2*q[0]*skew(q[1:])",
        "true": (
            "Y @ Y.T == dot(q, q)**2 * eye(3)",
            "quat_to_rot(-q) == Y",
            "det(Y) == dot(q, q)**3",
        ),
    },
    conditions="A rotation for a unit quaternion, otherwise dot(q, q) times one.",
    op="quat_to_rot",
    expand=expand,
    shape=target,
    why=(
        "Expand `quat_mul(quat_mul(q, p), quat_conjugate(q))` for a point `p`: every entry of its "
        "matrix is a quadratic form in `q`, so its slope is linear in `q`."
    ),
    pitfalls=(
        "The form with `1 - 2*(y**2 + z**2)` on the diagonal agrees for unit quaternions only, "
        "and has other slopes even there: this one grows with the length of `q`. Where `q` may "
        "lose its length, write `quat_to_rot(q / norm2(q))`."
    ),
    vectors=(
        TestVector(
            operands={"q": [1.0, 2.0, 3.0, 4.0]},
            cotangent=[[1.0, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 1.0, 0.0]],
            value=[[-20.0, 4.0, 22.0], [20.0, -10.0, 20.0], [10.0, 28.0, 4.0]],
            gradients={"q": [6.0, 6.0, 2.0, -2.0]},
        ),
        TestVector(
            name="half a turn about z",
            operands={"q": [0.0, 0.0, 0.0, 1.0]},
            value=[[-1.0, 0.0, 0.0], [0.0, -1.0, 0.0], [0.0, 0.0, 1.0]],
        ),
    ),
    references=("Sola 2017, equation 115",),
    see_also=("geom.quat_rotate", "geom.quat_normalize", "geom.rodrigues"),
    tags=("quaternion", "rotation", "rotation-valued"),
)
