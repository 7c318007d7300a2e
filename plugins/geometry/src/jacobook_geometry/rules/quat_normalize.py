"""The unit quaternion along a quaternion."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.quat_normalize",
    title="Unit quaternion",
    summary="A quaternion divided by its length, so that it stands for a rotation.",
    function="q / norm2(q)",
    operands="q:(4)",
    derivative={
        "jac[q]": "(eye(4) - outer(q, q)/dot(q, q)) / norm2(q)",
        "vjp[q]": "(y_bar - y*dot(y, y_bar)) / norm2(q)",
        "d": "(dq - y*dot(y, dq)) / norm2(q)",
        "true": "dot(y, y) == 1",
    },
    conditions="q is not zero.",
    why=(
        "Moving `q` along itself changes nothing; across, the unit quaternion moves as `q` does, "
        "divided by its length. So the Jacobian is the projection across `q`, by the length."
    ),
    pitfalls=(
        "Optimise over `q` freely and divide inside the loss: the cotangent is then at right angles "
        "to `q`, whose length can only grow. `q` and `-q` are the same rotation."
    ),
    vectors=(
        TestVector(
            operands={"q": [0.0, 3.0, 0.0, 4.0]},
            cotangent=[1.0, 1.0, 0.0, 0.0],
            value=[0.0, 0.6, 0.0, 0.8],
            gradients={"q": [0.2, 0.128, 0.0, -0.096]},
        ),
    ),
    references=("Matrix Cookbook, equation 130 (instance)",),
    see_also=("linalg.normalize", "geom.quat_rotate", "geom.quaternion.to_rotation"),
    tags=("quaternion", "normalisation"),
)
