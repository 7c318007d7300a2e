"""The Matern 5/2 kernel of two points."""

from jacobook import TestVector, identity

rule = identity(
    id="kernel.matern52",
    title="Matern 5/2 kernel",
    summary="The covariance of functions that have two derivatives.",
    function="matern52(sum((x - y)**2) / s**2)",
    operands="x:(n); y:(n); s:() pos",
    result="k",
    derivative={
        "grad[x]": (
            "-5 / (3 * s**2) * (1 + sqrt(5) * norm2(x - y) / s)"
            " * exp(-sqrt(5) * norm2(x - y) / s) * (x - y)"
        ),
        "grad[s]": (
            "5 / (3 * s**3) * (1 + sqrt(5) * norm2(x - y) / s)"
            " * exp(-sqrt(5) * norm2(x - y) / s) * sum((x - y)**2)"
        ),
        "hess[x]": (
            "5 / (3 * s**2) * (5 * matern12(5 * sum((x - y)**2) / s**2) * outer(x - y, x - y) / s**2"
            " - matern32(5 / 3 * sum((x - y)**2) / s**2) * eye(n))"
        ),
    },
    conditions="s is positive.",
    why=(
        "The slope of the profile is `-5 / 6` of a Matern 3/2 profile, and that of the squared "
        "distance is `2 * (x - y) / s**2`. A second derivative takes the Matern 1/2 profile in the "
        "same way; no division by the distance occurs."
    ),
    pitfalls=(
        "Parametrisations differ: some libraries leave the root of 5 to the length scale. The one "
        "here is that of Rasmussen & Williams."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 1.0], "y": [1.0, 5.0], "s": 5.0},
            value=0.5239941088318203,
            gradients={
                "x": [-0.06917284654623548, 0.09223046206164731],
                "y": [0.06917284654623548, -0.09223046206164731],
                "s": 0.11528807757705913,
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
    references=("Rasmussen & Williams 2006, section 4.2.1",),
    see_also=("kernel.profile.matern52", "kernel.matern52_matrix", "kernel.matern32"),
    tags=("kernel function", "stationary"),
)
