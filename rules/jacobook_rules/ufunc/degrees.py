"""Radians as degrees."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.degrees",
    title="Radians to degrees",
    summary="Angles in radians converted to degrees.",
    function="degrees(x)",
    operands="x:(n)",
    partials={"x": "180 / pi"},
    also={"same": "x * 180 / pi"},
    primal="numpy.degrees",
    numpy=("numpy.rad2deg",),
    why="A multiplication by a constant.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[28.64788975654116, -114.59155902616465],
            gradients={"x": [57.29577951308232, 57.29577951308232]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.radians",),
)
