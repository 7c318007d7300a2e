"""Degrees as radians."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.radians",
    title="Degrees to radians",
    summary="Angles in degrees converted to radians.",
    function="radians(x)",
    operands="x:(n)",
    partials={"x": "pi / 180"},
    also={"same": "x * pi / 180"},
    primal="numpy.radians",
    numpy=("numpy.deg2rad",),
    why="A multiplication by a constant.",
    vectors=(
        TestVector(
            operands={"x": [90.0, -37.5]},
            value=[1.5707963267948966, -0.6544984694978736],
            gradients={"x": [0.017453292519943295, 0.017453292519943295]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.degrees",),
)
