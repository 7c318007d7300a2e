"""The squared exponential kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.rbf",
    title="RBF kernel",
    summary="The squared exponential covariance of two points: very smooth functions.",
    function="exp(-sum((x - y)**2) / (2 * s**2))",
    operands="x:(n); y:(n); s:() pos",
    result="k",
    derivative={
        "grad[x]": "-k * (x - y) / s**2",
        "grad[y]": "k * (x - y) / s**2",
        "grad[s]": "k * sum((x - y)**2) / s**3",
        "hess[x]": "k * (outer(x - y, x - y) / s**4 - eye(n) / s**2)",
    },
    conditions="s is positive.",
    why=(
        "The slope of the exponential is itself; the slope of the exponent is `-(x - y) / s**2` in "
        "`x` and `sum((x - y)**2) / s**3` in `s`. The Hessian is the product rule on the gradient."
    ),
    pitfalls=(
        "The mixed derivative by `x` and `y` is minus the Hessian; it is the covariance of two "
        "derivative observations."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, 1.0], "y": [1.0, 0.0], "s": 2.0},
            value=0.5352614285189903,
            gradients={
                "x": [-0.26763071425949514, -0.13381535712974757],
                "y": [0.26763071425949514, 0.13381535712974757],
                "s": 0.3345383928243689,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="equal points",
            operands={"x": [1.0, 2.0], "y": [1.0, 2.0], "s": 0.5},
            value=1.0,
            gradients={"x": [0.0, 0.0], "y": [0.0, 0.0], "s": 0.0},
            why="The kernel is largest there, and smooth.",
        ),
    ),
    references=("Rasmussen & Williams 2006, equations 4.9 and 9.1",),
    see_also=("kernel.rbf_gradient", "kernel.rbf_matrix", "kernel.rbf_ard", "dist.sqeuclidean"),
    tags=("kernel function", "stationary", "squared exponential", "Gaussian kernel"),
)
