"""The inverse sine."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.arcsin",
    title="Inverse sine",
    summary="The angle between minus and plus a quarter turn whose sine is the entry.",
    function="arcsin(x)",
    operands="x:(n) unit",
    partials={"x": "1 / sqrt((1 - x) * (1 + x))"},
    also={"elem[x]": "1 / sqrt(1 - x**2)"},
    conditions="x is between -1 and 1.",
    primal="numpy.arcsin",
    analytic=True,
    why=(
        "Differentiate `sin(y) = x`: the slope is `1 / cos(y)`, and `cos(y)**2 = 1 - x**2`. "
        "The product `(1 - x) * (1 + x)` is the same and keeps its digits near the ends."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -0.25]},
            value=[0.5235987755982989, -0.25268025514207865],
            gradients={"x": [1.1547005383792515, 1.0327955589886446]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [1.0, -1.0]},
            value=[1.5707963267948966, -1.5707963267948966],
            gradients={"x": [inf, inf]},
            why="The curve is vertical at both ends.",
        ),
        TestVector(
            name="outside",
            operands={"x": [1.5]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.24(ii)",
    ),
    see_also=(
        "ufunc.sin",
        "ufunc.arccos",
    ),
)
