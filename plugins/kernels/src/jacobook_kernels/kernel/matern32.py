"""The Matern 3/2 kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.matern32",
    title="Matern 3/2 kernel",
    summary="The covariance of functions that have one derivative.",
    function="matern32(sum((x - y)**2) / s**2)",
    operands="x:(n); y:(n); s:() pos",
    result="k",
    derivative={
        "grad[x]": "-3 / s**2 * exp(-sqrt(3) * norm2(x - y) / s) * (x - y)",
        "grad[y]": "3 / s**2 * exp(-sqrt(3) * norm2(x - y) / s) * (x - y)",
        "grad[s]": "3 / s**3 * exp(-sqrt(3) * norm2(x - y) / s) * sum((x - y)**2)",
        "hess[x]": (
            "3 * sqrt(3) / s**3 * exp(-sqrt(3) * norm2(x - y) / s)"
            " * outer(x - y, x - y) / norm2(x - y)"
            " - 3 / s**2 * exp(-sqrt(3) * norm2(x - y) / s) * eye(n)"
        ),
        "same": "(1 + sqrt(3) * norm2(x - y) / s) * exp(-sqrt(3) * norm2(x - y) / s)",
    },
    conditions="s is positive; the Hessian is written for points that differ.",
    why=(
        "With `r = norm2(x - y) / s` the slope in `r` is `-3 * r * exp(-sqrt(3) * r)`, and `r` "
        "times the unit vector along `x - y` is `(x - y) / s`. No division by the distance is "
        "left, so the gradient is continuous where the points meet."
    ),
    pitfalls=(
        "Written with the distance, the second derivative is 0/0 at equal points. There the "
        "profile of the squared distance gives its limit, `-3 / s**2 * eye(n)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "y": [1.0, 5.0], "s": 5.0},
            value=0.48335772459650767,
            gradients={
                "x": [-0.06369163427439511, 0.08492217903252681],
                "y": [0.06369163427439511, -0.08492217903252681],
                "s": 0.10615272379065853,
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
            why="The kernel is largest there, and smooth enough to have the slope 0.",
        ),
    ),
    references=("Rasmussen & Williams 2006, section 4.2.1",),
    see_also=("kernel.profile.matern32", "kernel.matern12", "kernel.matern52"),
    tags=("kernel function", "stationary"),
)
