"""Covariances of a function's values with its derivatives, by the RBF kernel."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.rbf_gradient",
    title="Covariance of derivative observations (RBF kernel)",
    summary="The gradient of the RBF kernel as a function of its own, with its Jacobians.",
    function="-(x - y) / s**2 * exp(-sum((x - y)**2) / (2 * s**2))",
    operands="x:(n); y:(n); s:() pos",
    result="g",
    derivative={
        "jac[y]": (
            "(eye(n) / s**2 - outer(x - y, x - y) / s**4) * exp(-sum((x - y)**2) / (2 * s**2))"
        ),
        "jac[x]": (
            "(outer(x - y, x - y) / s**4 - eye(n) / s**2) * exp(-sum((x - y)**2) / (2 * s**2))"
        ),
    },
    conditions="s is positive.",
    why=(
        "Differentiating is linear, so the covariance of the gradient at `x` with the value at `y` "
        "is the gradient of the kernel in `x`, the function of this rule. Its Jacobian in `y` is "
        "the covariance of the two gradients: minus the Hessian, as the kernel depends on "
        "`x - y` alone."
    ),
    pitfalls=(
        "The sign: the covariance of the value at `x` with the gradient at `y` is the negative of "
        "this vector. With the wrong sign the joint covariance matrix is not positive definite."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "s": 0.5},
            cotangent=[1.0, 10.0],
            value=[0.0, 0.0],
            gradients={"x": [-4.0, -40.0], "y": [4.0, 40.0], "s": 0.0},
        ),
        TestVector(
            name="apart",
            operands={"x": [3.0, 1.0], "y": [1.0, 0.0], "s": 2.0},
            value=[-0.26763071425949514, -0.13381535712974757],
            source="mpmath, 50 digits",
        ),
    ),
    references=("Rasmussen & Williams 2006, equation 9.1",),
    see_also=("kernel.rbf", "kernel.law.stationary"),
    tags=("Gaussian process with derivatives", "gradient observations"),
)
