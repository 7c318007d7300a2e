"""The square root."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.sqrt",
    title="Square root",
    summary="The number whose square is the entry.",
    function="sqrt(x)",
    operands="x:(n) pos",
    partials={"x": "0.5 / y"},
    also={"elem[x]": "0.5 / sqrt(x)"},
    conditions="x > 0.",
    primal="numpy.sqrt",
    analytic=True,
    why="Differentiate `y**2 = x`: `2 * y` times the slope of `y` is 1.",
    pitfalls=(
        "The slope at 0 is infinite: add a small positive number under the root, or use the "
        "norm or `hypot`, which define their slope there."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, 6.25]},
            value=[2.0, 2.5],
            gradients={"x": [0.25, 0.2]},
        ),
    ),
    special_points=(
        TestVector(
            name="vertical tangent",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [inf]},
            why="The slope grows without bound towards 0.",
        ),
        TestVector(
            name="negative",
            operands={"x": [-1.0]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.cbrt",
        "ufunc.square",
        "ufunc.hypot",
    ),
)
