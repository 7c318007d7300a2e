"""The signed distance of a point from a hyperplane."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.point_line_distance",
    title="Signed distance to a hyperplane",
    summary="How far a point is from a line or plane, positive on the side of its normal.",
    function="(dot(w, x) + b) / norm2(w)",
    operands="x:(n); w:(n); b:()",
    derivative={
        "grad[x]": "w / norm2(w)",
        "grad[b]": "1 / norm2(w)",
        "grad[w]": (
            "(x - y*w/norm2(w)) / norm2(w)",
            "(x - (dot(w, x) + b)*w/dot(w, w)) / norm2(w)",
        ),
    },
    conditions="w is not zero; the hyperplane is where dot(w, x) + b = 0.",
    why=(
        "In `x` the distance is linear, with the unit normal as its slope. In `w` the quotient "
        "rule leaves the vector from the foot of the perpendicular: `x` less the distance along "
        "the normal."
    ),
    pitfalls="The sign says the side. Without the division the value is no distance.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "w": [3.0, 4.0], "b": -1.0},
            value=2.0,
            gradients={"x": [0.6, 0.8], "w": [-0.04, 0.08], "b": 0.2},
        ),
    ),
    references=("Standard, analytic geometry",),
    see_also=("geom.plane_projection", "linalg.norm2"),
    tags=("margin", "distance to a plane"),
)
