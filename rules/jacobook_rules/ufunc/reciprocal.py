"""The reciprocal."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="ufunc.reciprocal",
    title="Reciprocal",
    summary="One divided by each entry.",
    function="reciprocal(x)",
    operands="x:(n) nonzero",
    partials={"x": "-y**2"},
    also={"elem[x]": "-1 / x**2", "same": "1 / x"},
    conditions="No entry is zero.",
    primal="numpy.reciprocal",
    analytic=True,
    why=(
        "Differentiate `x * y = 1`: `y` plus `x` times the slope is 0, so the slope is `-y / "
        "x = -y**2`."
    ),
    vectors=(
        TestVector(
            operands={"x": [4.0, -0.5]},
            value=[0.25, -2.0],
            gradients={"x": [-0.0625, -4.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0]},
            value=[inf],
            gradients={"x": [-inf]},
            why="IEEE arithmetic: value and slope are infinite together.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "elementwise.divide",
        "ufunc.power",
    ),
)
