"""A point turned by a quaternion."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.quat_rotate",
    title="Point rotated by a quaternion",
    summary="The point that a quaternion turns another one to, in the homogeneous form.",
    function="quat_to_rot(q) @ p",
    operands="q:(4) unitvec; p:(3)",
    derivative={
        "jac[p]": "quat_to_rot(q)",
        "jac[q]": (
            "2 * concatenate([(q[0]*p + cross(q[1:], p))[:, None], "
            "dot(q[1:], p)*eye(3) + outer(q[1:], p) - outer(p, q[1:]) - q[0]*skew(p)], axis=1)"
        ),
        "vjp[p]": "quat_to_rot(q).T @ y_bar",
        "same": "quat_mul(quat_mul(q, concatenate([zeros(1), p])), quat_conjugate(q))[1:]",
        "true": "dot(y, y) == dot(q, q)**2 * dot(p, p)",
    },
    conditions="A rotation for a unit quaternion, otherwise stretched by dot(q, q).",
    why=(
        "With `q` as scalar part `a` and vector part `v` the point is `(a**2 - dot(v, v))*p + "
        "2*v*dot(v, p) + 2*a*cross(v, p)`. The first column is the slope in `a`, the others those "
        "in `v`, where `dot(v, p)*eye(3)` and both dyads come from the middle term and the length."
    ),
    pitfalls=(
        "Divide by `dot(q, q)` if `q` may not be a unit quaternion and a pure rotation is wanted; "
        "then the Jacobian in `q` is another one, with `q` itself in its kernel. Order "
        "(w, x, y, z); active rotation."
    ),
    vectors=(
        TestVector(
            operands={"q": [1.0, 2.0, 3.0, 4.0], "p": [1.0, 0.0, -1.0]},
            cotangent=[1.0, 0.0, 2.0],
            value=[-42.0, 0.0, 6.0],
            gradients={"q": [-20.0, 20.0, 0.0, -20.0], "p": [0.0, 60.0, 30.0]},
        ),
    ),
    references=("Sola 2017, equation 174",),
    see_also=("geom.quaternion.to_rotation", "geom.quat_normalize", "geom.rotate_point"),
    tags=("quaternion", "rotation"),
)
