"""The reflection in a hyperplane through the origin."""

from jacobook import TestVector, identity

rule = identity(
    id="geom.householder",
    title="Householder reflection of a point",
    summary="The mirror image of a point in the hyperplane across a vector.",
    function="x - 2*v*dot(v, x)/dot(v, v)",
    operands="x:(n); v:(n)",
    derivative={
        "jac[x]": "eye(n) - 2*outer(v, v)/dot(v, v)",
        "jac[v]": (
            "-2*(dot(v, x)*eye(n) + outer(v, y)) / dot(v, v)",
            "-2*(dot(v, x)*eye(n) + outer(v, x))/dot(v, v) + 4*dot(v, x)*outer(v, v)/dot(v, v)**2",
        ),
        "vjp[x]": "y_bar - 2*v*dot(v, y_bar)/dot(v, v)",
        "true": "dot(y, y) == dot(x, x)",
    },
    conditions="v is not zero.",
    why=(
        "In `x` the reflection is linear and symmetric, its own transpose and inverse. In `v` the "
        "product rule gives a term for each of the three places; moving `v` along itself changes "
        "nothing, so the Jacobian times `v` is 0."
    ),
    pitfalls="Its determinant is -1: a reflection, no rotation. Two of them make a rotation.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "v": [1.0, 1.0]},
            cotangent=[1.0, 0.0],
            value=[-2.0, -1.0],
            gradients={"x": [0.0, -1.0], "v": [-1.0, 1.0]},
        ),
    ),
    references=("Golub & Van Loan 2013, section 5.1",),
    see_also=("geom.projection_vector", "geom.plane_projection"),
    tags=("reflection", "mirror image"),
)
