"""The absolute value."""

from jacobook import TestVector, elementwise, nan

rule = elementwise(
    id="ufunc.absolute",
    title="Absolute value",
    summary="The size of each entry without its sign.",
    function="abs(x)",
    operands="x:(n) nonzero",
    partials={"x": "sign(x)"},
    conditions="No entry is zero.",
    primal="numpy.absolute",
    complex="complex_abs",
    numpy=("numpy.fabs",),
    rewrites={
        "sqrt(x**2)": "abs(x)",
        "sqrt(x * x)": "abs(x)",
        "sqrt(square(x))": "abs(x)",
        "(x**2)**0.5": "abs(x)",
    },
    why=(
        "Right of zero `abs(x)` is `x`, with slope 1; left of it `-x`, with slope -1. Both "
        "are `sign(x)`."
    ),
    pitfalls=(
        "At 0 every number from -1 to 1 is a subgradient; the one of least size, 0, is used. "
        "Libraries differ here: JAX reports 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [3.0, -2.0]},
            value=[3.0, 2.0],
            gradients={"x": [1.0, -1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="The subgradient of least norm.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.sign",
        "ufunc.square",
        "ufunc.hypot",
    ),
    aliases=("abs",),
)
