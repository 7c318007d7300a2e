"""The foot of a perpendicular."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.plane_projection",
    title="Projection onto a hyperplane",
    summary="The point of a line or plane that is nearest to a given point.",
    function="x - w*(dot(w, x) + b)/dot(w, w)",
    operands="x:(n); w:(n); b:()",
    derivative={
        "jac[x]": "eye(n) - outer(w, w)/dot(w, w)",
        "jac[b]": "-w / dot(w, w)",
        "jac[w]": (
            "-(outer(w, 2*y - x) + (dot(w, x) + b)*eye(n)) / dot(w, w)",
            (
                "2*(dot(w, x) + b)*outer(w, w)/dot(w, w)**2"
                " - (outer(w, x) + (dot(w, x) + b)*eye(n))/dot(w, w)"
            ),
        ),
        "true": "dot(w, y) == -b",
    },
    conditions="w is not zero; the hyperplane is where dot(w, y) + b = 0.",
    why=(
        "In `x` it is the projection across `w`, the same everywhere. In `w` the product rule on "
        "`w`, on the number `dot(w, x) + b` and on the denominator gives three terms; the two "
        "dyads join, because `2*y - x` is the mirror image of `x`."
    ),
    pitfalls="The Jacobian in `x` is singular: depth over the plane is lost.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "w": [1.0, 1.0], "b": 1.0},
            cotangent=[1.0, 0.0],
            value=[-1.0, 0.0],
            gradients={"x": [0.5, -0.5], "w": [-0.5, 1.0], "b": -0.5},
        ),
    ),
    references=("Standard, analytic geometry",),
    see_also=("geom.point_line_distance", "geom.projection_vector", "geom.householder"),
    tags=("projection", "foot of the perpendicular"),
)
