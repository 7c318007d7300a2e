"""The inverse tangent."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="ufunc.arctan",
    title="Inverse tangent",
    summary="The angle between minus and plus a quarter turn whose tangent is the entry.",
    function="arctan(x)",
    operands="x:(n)",
    partials={"x": "1 / (1 + x**2)"},
    primal="numpy.arctan",
    analytic=True,
    why=("Differentiate `tan(y) = x`: `1 + tan(y)**2` times the slope is 1, and `tan(y)` is `x`."),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[0.4636476090008061, -1.1071487177940904],
            gradients={"x": [0.8, 0.2]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="infinity",
            operands={"x": [inf]},
            value=[1.5707963267948966],
            gradients={"x": [0.0]},
            why="The curve approaches its asymptote.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.24(ii)",
    ),
    see_also=(
        "ufunc.tan",
        "ufunc.arctan2",
    ),
)
