"""The law of radial kernels: gradient and Hessian from a profile of the squared distance."""

from jacobook import TestVector, structural

rule = structural(
    id="kernel.law.radial",
    title="Derivatives of a radial kernel",
    summary="Gradient and Hessian of any kernel that depends on the squared distance alone.",
    function="f(sum((x - y)**2))",
    operands="x:(n); y:(n)",
    result="k",
    functions={"f(q)": "1 / (1 + q)"},
    derivative={
        "grad[x]": "2 * J(f, sum((x - y)**2)) * (x - y)",
        "grad[y]": "2 * J(f, sum((x - y)**2)) * (y - x)",
        "hess[x]": (
            "2 * J(f, sum((x - y)**2)) * eye(n) + 4 * H(f, sum((x - y)**2)) * outer(x - y, x - y)"
        ),
    },
    conditions="The profile f is twice differentiable at the squared distance.",
    why=(
        "The squared distance has the gradient `2 * (x - y)` and the Hessian `2 * eye(n)`. The "
        "chain rule multiplies the first by the slope of the profile; differentiated once more, "
        "the product rule adds the curvature of the profile along `x - y`. The instance is the "
        "Cauchy kernel."
    ),
    pitfalls=(
        "A profile of the distance itself needs a division by it, which fails at equal points. So "
        "write profiles of the squared distance."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0], "y": [1.0, 0.0]},
            value=1 / 3,
            gradients={"x": [-2 / 9, -2 / 9], "y": [2 / 9, 2 / 9]},
        ),
    ),
    references=("Standard, chain rule",),
    see_also=("kernel.law.stationary", "kernel.profile.matern52", "dist.sqeuclidean"),
    tags=("radial kernel", "isotropic kernel", "Cauchy kernel"),
)
