"""The cross product, with its geometry."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.cross",
    title="Cross product and its geometry",
    summary="The normal of the plane of two vectors, as long as their parallelogram is large.",
    function="cross(a, b)",
    operands="a:(3); b:(3)",
    derivative={
        "jac[a]": "-skew(b)",
        "jac[b]": "skew(a)",
        "vjp[a]": "cross(b, y_bar)",
        "vjp[b]": "cross(y_bar, a)",
        "d": "cross(da, b) + cross(a, db)",
        "true": (
            "dot(a, y) == 0",
            "dot(y, y) == dot(a, a)*dot(b, b) - dot(a, b)**2",
            "cross(a, y) == a*dot(a, b) - b*dot(a, a)",
            "skew(y) == outer(b, a) - outer(a, b)",
        ),
    },
    why=(
        "The product is linear in each vector, so its Jacobians are the cross-product matrices of "
        "the other one. The pullbacks follow from the triple product, which does not change when "
        "its vectors are moved round in a circle."
    ),
    pitfalls=(
        "The order sets the sign: thumb, index and middle finger of the right hand. For parallel "
        "vectors the value is 0, and so it is no normal; its Jacobian has rank 2 as elsewhere."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 3.0], "b": [4.0, 0.0, -1.0]},
            cotangent=[1.0, 0.0, 10.0],
            value=[-2.0, 13.0, -8.0],
            gradients={"a": [0.0, -41.0, 0.0], "b": [-20.0, 7.0, 2.0]},
        ),
    ),
    references=("Wikipedia, Matrix calculus (vector-by-scalar)",),
    see_also=("linalg.cross", "geom.triple_product", "geom.hat"),
    tags=("cross product", "normal vector"),
)
