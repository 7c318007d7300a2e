"""The cosine."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.cos",
    title="Cosine",
    summary="The cosine of each entry, an angle in radians.",
    function="cos(x)",
    operands="x:(n)",
    partials={"x": "-sin(x)"},
    primal="numpy.cos",
    analytic=True,
    why=(
        "On the unit circle the point `(cos(x), sin(x))` moves with speed 1 at a right angle "
        "to its radius: its velocity is `(-sin(x), cos(x))`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[0.8775825618903728, -0.4161468365471424],
            gradients={"x": [-0.479425538604203, 0.9092974268256817]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.20",
    ),
    see_also=(
        "ufunc.sin",
        "ufunc.arccos",
    ),
)
