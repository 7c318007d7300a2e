"""A cloud of points turned and moved."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.rigid_transform",
    title="Rigid transform of points",
    summary="A cloud of points, one in each row, turned by a rotation vector and then moved.",
    function="P @ rodrigues(w).T + t",
    operands="w:(3); t:(3); P:(n,3)",
    result="Y",
    derivative={
        "vjp[w]": "2 * rot_right_jacobian(w).T @ vee(rodrigues(w).T @ Y_bar.T @ P)",
        "vjp[t]": "sum(Y_bar, axis=0)",
        "vjp[P]": "Y_bar @ rodrigues(w)",
    },
    why=(
        "Points stand in rows, so the rotation stands on their right, transposed. Every point "
        "contributes `outer(y_bar, p)` to the cotangent of the rotation; together `Y_bar.T @ P`, "
        "a matrix of three by three however many points there are."
    ),
    pitfalls="Turned first, moved after. To undo it, move by `-t` and turn by `-w`.",
    vectors=(
        TestVector(
            operands={
                "w": [0.3, -0.4, 1.2],
                "t": [0.5, 0.0, -1.0],
                "P": [[1.0, 2.0, -1.0], [0.0, 1.0, 0.5]],
            },
            cotangent=[[1.0, 2.0, -1.0], [0.0, 1.0, 3.0]],
            value=[
                [-0.9359490290595321, 1.9415297626330843, -1.4105028218574223],
                [-0.5116720870868441, 0.12164442633678525, -0.5398671694493605],
            ],
            gradients={
                "w": [-1.6525436308779466, 1.2354878651723094, -5.700253766124559],
                "t": [1.0, 3.0, 2.0],
                "P": [
                    [1.5288453876087538, -0.28206604986813033, -1.8929000301915653],
                    [2.194971989953869, 0.37978378577108896, 2.244518264435229],
                ],
            },
            source="mpmath, 60 digits",
        ),
    ),
    references=("Sola et al. 2018, equation 150", "Barfoot 2017, poses"),
    see_also=("geom.rotate_point", "geom.rodrigues", "geom.perspective"),
    tags=("pose", "SE(3)", "point cloud"),
)
