"""A point turned by a rotation vector."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.rotate_point",
    title="Rotated point R(w) p",
    summary="A point turned about the axis along a vector, by its length in radians.",
    function="rodrigues(w) @ p",
    operands="w:(3); p:(3)",
    derivative={
        "jac[w]": (
            "-rodrigues(w) @ skew(p) @ rot_right_jacobian(w)",
            "-skew(y) @ rot_right_jacobian(w).T",
        ),
        "jac[p]": "rodrigues(w)",
        "d": "rodrigues(w) @ (dp - skew(p) @ rot_right_jacobian(w) @ dw)",
        "vjp[w]": "rot_right_jacobian(w).T @ cross(p, rodrigues(w).T @ y_bar)",
        "vjp[p]": "rodrigues(w).T @ y_bar",
        "true": "dot(y, y) == dot(p, p)",
    },
    why=(
        "The rotation moves by `R @ skew(v)` with `v = rot_right_jacobian(w) @ dw`, so the point "
        "moves by `R @ cross(v, p)`. Swapping the factors of the cross product brings `v` to the "
        "end, with the opposite sign. The second form is the same, seen in the frame of the world."
    ),
    pitfalls=(
        "Near a full turn, `norm2(w) = 2*pi`, the right Jacobian is singular and the rotation "
        "vector moves the point in one direction only."
    ),
    vectors=(
        TestVector(
            operands={"w": [0.3, -0.4, 1.2], "p": [1.0, 2.0, -1.0]},
            cotangent=[1.0, 2.0, -1.0],
            value=[-1.4359490290595323, 1.9415297626330843, -0.4105028218574222],
            gradients={
                "w": [-2.872297724573789, -1.082506352789983, -4.120835919962604],
                "p": [1.5288453876087538, -0.28206604986813033, -1.8929000301915653],
            },
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="no rotation",
            operands={"w": [0.0, 0.0, 0.0], "p": [1.0, 2.0, 3.0]},
            cotangent=[1.0, 0.0, 10.0],
            value=[1.0, 2.0, 3.0],
            gradients={"w": [20.0, -7.0, -2.0], "p": [1.0, 0.0, 10.0]},
            why="At w = 0 the Jacobian is -skew(p): the point moves by cross(dw, p).",
        ),
    ),
    references=("Sola et al. 2018, equations 143 and 150", "Chirikjian 2012, rotations in space"),
    see_also=("geom.rodrigues", "geom.rigid_transform", "geom.quat_rotate"),
    tags=("rotation", "SO(3)"),
)
