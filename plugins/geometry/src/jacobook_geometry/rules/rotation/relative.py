"""The rotation vector from one rotation to another."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.rotation.relative",
    title="Rotation from one orientation to another",
    summary="The error between two orientations, as pose graphs and trackers minimise it.",
    function="rotation_log(rodrigues(u).T @ rodrigues(w))",
    operands="u:(3); w:(3) range(0.3,1)",
    derivative={
        "jac[w]": "rot_right_jacobian_inverse(y) @ rot_right_jacobian(w)",
        "jac[u]": "-rot_right_jacobian_inverse(y).T @ rot_right_jacobian(u)",
        "d": (
            "rot_right_jacobian_inverse(y) @ rot_right_jacobian(w) @ dw"
            " - rot_right_jacobian_inverse(y).T @ rot_right_jacobian(u) @ du"
        ),
        "vjp[w]": "rot_right_jacobian(w).T @ rot_right_jacobian_inverse(y).T @ y_bar",
        "vjp[u]": "-rot_right_jacobian(u).T @ rot_right_jacobian_inverse(y) @ y_bar",
        "true": "rodrigues(u) @ rodrigues(y) == rodrigues(w)",
    },
    conditions="The rotation between the two is less than half a turn.",
    why=(
        "Moving `w` turns the last factor by `rot_right_jacobian(w) @ dw` in its own frame, and "
        "the inverse right Jacobian at `y` reads that as a change of `y`. Moving `u` turns the "
        "product from the left, with the opposite sign; the left Jacobian is the transpose."
    ),
    skip={
        "symbolic": (
            "Expanded on entries, the logarithm of a product of two rotations has more terms than "
            "SymPy can differentiate in minutes; the rules that it is made of are proven one by one."
        )
    },
    pitfalls="It is `w - u` to first order near `u = w = 0` only, or for parallel vectors.",
    vectors=(
        TestVector(
            operands={"u": [0.2, -0.1, 0.4], "w": [0.3, 0.5, -0.2]},
            cotangent=[1.0, 2.0, -1.0],
            value=[0.19219537227370626, 0.5109300360598725, -0.652440357612844],
            gradients={
                "u": [-1.0222548285553745, -2.0510740339335065, 0.852272360820968],
                "w": [0.583434469018736, 2.258727442130489, -0.785994373503176],
            },
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal orientations",
            operands={"u": [0.0, 0.0, 0.0], "w": [0.0, 0.0, 0.0]},
            cotangent=[1.0, 2.0, 3.0],
            value=[0.0, 0.0, 0.0],
            gradients={"u": [-1.0, -2.0, -3.0], "w": [1.0, 2.0, 3.0]},
            why="All Jacobians are eye(3) there: the error is w - u to first order.",
        ),
    ),
    references=("Sola et al. 2018, equation 144 and appendix B",),
    see_also=("geom.rotation.log", "geom.rotation.right_jacobian_inverse"),
    tags=("pose graph", "orientation error", "SO(3)"),
)
