"""The hat map of so(3)."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.hat",
    title="Hat map",
    summary="The cross-product matrix of a vector, as a tangent of the rotations.",
    function="skew(w)",
    operands="w:(3)",
    result="Y",
    derivative={
        "d": "skew(dw)",
        "vjp[w]": "2 * vee(Y_bar)",
        "true": (
            "vee(Y) == w",
            "Y @ w == zeros(3)",
            "Y @ Y == outer(w, w) - dot(w, w)*eye(3)",
            "Y @ Y @ Y == -dot(w, w) * Y",
        ),
    },
    why=(
        "The map is linear, so its tangent is the map of the tangent. Each number stands at two "
        "places, once with each sign: the cotangent is the difference of both, which is twice "
        "`vee`. The last statement turns the series of `expm(skew(w))` into Rodrigues' formula, "
        "because every third power is a multiple of the first."
    ),
    pitfalls="The order is (x, y, z), and `skew(w) @ p` is `cross(w, p)`, not `cross(p, w)`.",
    vectors=(
        TestVector(
            operands={"w": [1.0, 2.0, 3.0]},
            cotangent=[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [70.0, 80.0, 9.0]],
            value=[[0.0, -3.0, 2.0], [3.0, 0.0, -1.0], [-2.0, 1.0, 0.0]],
            gradients={"w": [74.0, -67.0, 2.0]},
        ),
    ),
    references=("Sola et al. 2018, the hat map of so(3)", "Standard, Lie algebra so(3)"),
    see_also=("geom.rotation.vee", "geom.rodrigues", "linalg.skew"),
    tags=("hat map", "so(3)", "cross-product matrix"),
)
