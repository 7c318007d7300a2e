"""The length of a two-dimensional vector."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.hypot",
    title="Hypotenuse",
    summary="The length of the vector with two given entries, without overflow.",
    function="hypot(x, a)",
    operands="x:(n) nonzero; a:(n) nonzero",
    partials={"x": "x / where(y == 0, inf, y)", "a": "a / where(y == 0, inf, y)"},
    also={
        "elem[x]": "x / y",
        "elem[a]": "a / y",
        "same": "sqrt(x * x + a * a)",
        "d": "(x * dx + a * da) / y",
    },
    conditions="Not both are zero.",
    primal="numpy.hypot",
    rewrites={
        "sqrt(x**2 + a**2)": "hypot(x, a)",
        "sqrt(x * x + a * a)": "hypot(x, a)",
        "sqrt(square(x) + square(a))": "hypot(x, a)",
    },
    why=(
        "Differentiate `y**2 = x**2 + a**2`: `2 * y` times the slope by `x` is `2 * x`. At "
        "the origin, the tip of a cone, the division by `inf` gives the subgradient of least "
        "norm, 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -5.0], "a": [4.0, 12.0]},
            value=[5.0, 13.0],
            gradients={"x": [0.6, -0.38461538461538464], "a": [0.8, 0.9230769230769231]},
        ),
    ),
    special_points=(
        TestVector(
            name="tip of the cone",
            operands={"x": [0.0], "a": [0.0]},
            value=[0.0],
            gradients={"x": [0.0], "a": [0.0]},
            why="The subgradient of least norm; it treats both operands alike.",
        ),
        TestVector(
            name="far out",
            operands={"x": [3e200], "a": [4e200]},
            value=[5e200],
            gradients={"x": [0.6], "a": [0.8]},
            why="The squares would overflow; neither value nor slope does.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.sqrt",
        "ufunc.arctan2",
        "ufunc.absolute",
    ),
)
