"""Spence's function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.spence",
    title="Spence's function",
    summary="The dilogarithm of one minus the entry.",
    function="spence(x)",
    operands="x:(n) pos",
    partials={"x": "-1 / exprel(log(x))"},
    also={"elem[x]": "log(x) / (1 - x)"},
    conditions="x > 0.",
    primal="scipy.special.spence",
    why=(
        "`y` is the integral of `log(t) / (1 - t)` from 1 to `x`; the integrand at `x` is the "
        "slope. At 1 it is 0/0; written as `-1 / exprel(log(x))` it is -1 there."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 1.75]},
            value=[0.5822405264650125, -0.6427612688399789],
            gradients={"x": [-1.3862943611198906, -0.7461543839138969]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="one",
            operands={"x": [1.0]},
            value=[0.0],
            gradients={"x": [-1.0]},
            why="The limit of `log(x) / (1 - x)`.",
        ),
        TestVector(
            name="edge",
            operands={"x": [0.0, -1.0]},
            value=[1.6449340668482264, nan],
            gradients={"x": [-inf, nan]},
            why="The curve starts upright, at `pi**2 / 6`; left of that it is undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 25.12.1"),
    see_also=("special.exprel", "ufunc.log"),
    tags=("dilogarithm", "polylogarithm"),
)
