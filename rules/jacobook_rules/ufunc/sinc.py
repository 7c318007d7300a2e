"""The normalised cardinal sine."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.sinc",
    title="Cardinal sine",
    summary="The sine of pi x divided by pi x, and 1 at 0.",
    function="sinc(x)",
    operands="x:(n) nonzero",
    partials={"x": "sinc_derivative(x, order=1)"},
    also={"elem[x]": "(cos(pi * x) - y) / x", "same": "sin(pi * x) / (pi * x)"},
    primal="numpy.sinc",
    analytic=True,
    why=(
        "The quotient rule on `sin(pi * x) / (pi * x)`. At 0 both numerator and denominator "
        "of the result vanish; the rule of `sinc_derivative` knows the limit, 0, and all "
        "further ones."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.6366197723675814, -0.18006326323142122],
            gradients={"x": [-1.2732395447351628, 0.42163481436410105]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="top",
            operands={"x": [0.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="The curve is even and smooth: its slope at 0 is 0.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.sinc_derivative",
        "ufunc.sin",
    ),
)
