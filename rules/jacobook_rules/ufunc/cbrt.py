"""The cube root."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="ufunc.cbrt",
    title="Cube root",
    summary="The number whose cube is the entry; defined for negative entries too.",
    function="cbrt(x)",
    operands="x:(n) nonzero",
    partials={"x": "1 / (3 * y**2)"},
    conditions="No entry is zero.",
    primal="numpy.cbrt",
    numpy=("scipy.special.cbrt",),
    why="Differentiate `y**3 = x`: `3 * y**2` times the slope of `y` is 1.",
    vectors=(
        TestVector(
            operands={"x": [8.0, -27.0]},
            value=[2.0, -3.0],
            gradients={"x": [0.08333333333333333, 0.037037037037037035]},
        ),
    ),
    special_points=(
        TestVector(
            name="vertical tangent",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [inf]},
            why="The curve rises vertically at 0, from both sides.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.sqrt",
        "ufunc.power",
    ),
)
