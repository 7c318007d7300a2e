"""The sine."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.sin",
    title="Sine",
    summary="The sine of each entry, an angle in radians.",
    function="sin(x)",
    operands="x:(n)",
    partials={"x": "cos(x)"},
    primal="numpy.sin",
    analytic=True,
    why=(
        "On the unit circle the point `(cos(x), sin(x))` moves with speed 1 at a right angle "
        "to its radius: its velocity is `(-sin(x), cos(x))`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[0.479425538604203, -0.9092974268256817],
            gradients={"x": [0.8775825618903728, -0.4161468365471424]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.20",
    ),
    see_also=(
        "ufunc.cos",
        "ufunc.tan",
        "ufunc.arcsin",
    ),
)
