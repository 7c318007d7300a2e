"""The scalar triple product."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.triple_product",
    title="Scalar triple product a . (b x c)",
    summary="The signed volume of the box that three vectors span.",
    function="dot(a, cross(b, c))",
    operands="a:(3); b:(3); c:(3)",
    derivative={
        "grad[a]": "cross(b, c)",
        "grad[b]": "cross(c, a)",
        "grad[c]": "cross(a, b)",
        "same": ("det(array([a, b, c]))", "dot(b, cross(c, a))"),
    },
    why=(
        "The volume is linear in `a`, and `cross(b, c)` is its coefficient. Moving the vectors "
        "round in a circle changes nothing, which brings each of them to the front in turn."
    ),
    pitfalls=(
        "Swapping two vectors changes the sign. Each gradient is normal to the face that the "
        "other two span, and as long as that face is large."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, 0.0, 2.0], "b": [0.0, 3.0, 1.0], "c": [1.0, 1.0, -1.0]},
            value=-10.0,
            gradients={"a": [-4.0, 1.0, -3.0], "b": [2.0, -3.0, -1.0], "c": [-6.0, -1.0, 3.0]},
        ),
    ),
    references=("Standard, multilinear algebra",),
    see_also=("geom.cross", "linalg.det"),
    tags=("box product", "signed volume"),
)
