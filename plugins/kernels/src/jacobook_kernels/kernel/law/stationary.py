"""The law of stationary kernels: one derivative serves both arguments."""

from jacobook import TestVector, structural

rule = structural(
    id="kernel.law.stationary",
    title="Derivatives of a stationary kernel",
    summary="If only the difference of the points counts, the two gradients are opposite.",
    function="f(x - y)",
    operands="x:(n); y:(n)",
    result="k",
    functions={"f(u)": "exp(-0.5 * sum(u**2)) * cos(3 * u[0])"},
    derivative={
        "grad[x]": "J(f, x - y)",
        "grad[y]": "-J(f, x - y)",
        "hess[x]": "H(f, x - y)",
        "hess[y]": "H(f, x - y)",
    },
    conditions="f is twice differentiable at `x - y`.",
    why=(
        "The inner function `x - y` has the Jacobian `eye(n)` in `x` and `-eye(n)` in `y`. Moving "
        "both points alike changes nothing, so the gradients add up to 0; in a second derivative "
        "by `y` the sign occurs twice. The instance is a component of a spectral mixture."
    ),
    pitfalls=(
        "The mixed second derivative, once by `x` and once by `y`, is minus the Hessian. That is "
        "the covariance of two derivatives, and at equal points it must be positive definite."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0]},
            value=1.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0]},
        ),
        TestVector(
            name="apart",
            operands={"x": [0.0, 3.0], "y": [0.0, 1.0]},
            value=0.1353352832366127,
            gradients={"x": [0.0, -0.2706705664732254], "y": [0.0, 0.2706705664732254]},
            source="by hand, with exp(-2) = 0.1353352832366127",
        ),
    ),
    references=("Rasmussen & Williams 2006, sections 4.2.1 and 9.4",),
    see_also=("kernel.law.radial", "kernel.rbf_gradient", "structural.chain.vector"),
    tags=("stationary kernel", "translation invariance", "spectral mixture"),
)
