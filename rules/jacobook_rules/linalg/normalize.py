"""The unit vector from one point to another."""

from jacobook import TestVector, identity

rule = identity(
    id="linalg.normalize",
    title="Unit vector (x - a)/||x - a||",
    summary="The direction from one point to another, as a vector of length 1.",
    function="(x - a) / norm2(x - a)",
    operands="x:(n); a:(n)",
    derivative={
        "jac[x]": "eye(n) / norm2(x - a) - outer(x - a, x - a) / norm2(x - a)**3",
        "vjp[x]": "(y_bar - y * dot(y, y_bar)) / norm2(x - a)",
        "d": "(dx - da - y * dot(y, dx - da)) / norm2(x - a)",
    },
    conditions="x and a differ.",
    pitfalls="At `x = a` there is no direction, and the value and its derivative are undefined.",
    why=(
        "By the quotient rule, moving `x` by `dx` moves the direction by `dx`, less its part along "
        "the direction itself, divided by the distance."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "a": [1.0, 5.0]},
            cotangent=[1.0, 0.0],
            value=[0.6, -0.8],
            gradients={"x": [0.128, 0.096], "a": [-0.128, -0.096]},
        ),
    ),
    references=("Matrix Cookbook, equation 130",),
    see_also=("linalg.norm2", "linalg.norm2.hessian"),
)
