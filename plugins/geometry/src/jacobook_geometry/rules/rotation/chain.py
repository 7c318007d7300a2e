"""The gradient of any function of a rotation."""

from jacobook import TestVector, structural

rule = structural(
    id="geom.rotation.chain",
    title="Chain rule for a function of a rotation",
    summary="What the gradient of a function of a rotation matrix is in the rotation vector.",
    function="f(rodrigues(w))",
    operands="w:(3)",
    functions={"f(R) -> ()": "R[0, 1] * R[2, 2] + sin(R[1, 0])"},
    derivative={
        "grad[w]": "2 * rot_right_jacobian(w).T @ vee(rodrigues(w).T @ J(f, rodrigues(w)))",
        "d": "sum(J(f, rodrigues(w)) * (rodrigues(w) @ skew(rot_right_jacobian(w) @ dw)))",
    },
    conditions="f is differentiable at the rotation, as a function of nine free entries.",
    why=(
        "A rotation can only move along `R @ skew(v)`. Of the nine slopes of `f` such a movement "
        "feels three: those of the skew part of `R.T @ J(f, R)`, taken twice because each number "
        "stands at two places. The right Jacobian turns `v` into a change of the rotation vector."
    ),
    pitfalls=(
        "An optimiser that moves the nine entries freely leaves the rotations. Either move `w`, or "
        "move along `v` from `w = 0` and multiply the rotation by the result."
    ),
    vectors=(
        TestVector(
            operands={"w": [0.3, -0.4, 1.2]},
            value=-0.09651354660137093,
            gradients={"w": [-0.004449164337942121, -0.151940305604151, -0.07931722121543452]},
            source="mpmath, 60 digits",
        ),
    ),
    references=("Sola et al. 2018, derivatives on Lie groups",),
    see_also=("geom.rodrigues", "structural.chain.vector"),
    tags=("chain rule", "optimisation on SO(3)"),
)
