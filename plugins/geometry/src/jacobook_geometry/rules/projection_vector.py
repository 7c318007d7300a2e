"""The part of a vector along another."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.projection_vector",
    title="Projection onto the line of a vector",
    summary="The part of a vector that lies along another one.",
    function="v*dot(v, x)/dot(v, v)",
    operands="x:(n); v:(n)",
    derivative={
        "jac[x]": "outer(v, v)/dot(v, v)",
        "jac[v]": (
            "(dot(v, x)*eye(n) + outer(v, x - 2*y)) / dot(v, v)",
            "(dot(v, x)*eye(n) + outer(v, x))/dot(v, v) - 2*dot(v, x)*outer(v, v)/dot(v, v)**2",
        ),
        "vjp[x]": "v*dot(v, y_bar)/dot(v, v)",
        "true": "dot(v, y) == dot(v, x)",
    },
    conditions="v is not zero.",
    why=(
        "In `x` the projection is linear and symmetric. In `v` the product rule on the two factors "
        "above and the one below gives three terms; the two dyads join to `x - 2*y`, the mirror "
        "image of `x` across `v`."
    ),
    pitfalls="The length of `v` has no influence, so the Jacobian in `v` times `v` is 0.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 3.0], "v": [1.0, 1.0]},
            cotangent=[1.0, 0.0],
            value=[2.0, 2.0],
            gradients={"x": [0.5, 0.5], "v": [0.5, -0.5]},
        ),
    ),
    references=("Standard, quotient rule",),
    see_also=("geom.householder", "geom.plane_projection", "linalg.normalize"),
    tags=("projection", "component along a vector"),
)
