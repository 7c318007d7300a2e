"""The angle of a two-dimensional vector."""

from jacobook import TestVector, elementwise

LENGTH = "hypot(x, where((x == 0) & (a == 0), inf, a))"
"""The distance from the origin; at the origin `inf`, so that the slopes are 0 there."""

rule = elementwise(
    id="ufunc.arctan2",
    title="Arctangent of two arguments",
    summary="The angle of the point with ordinate a and abscissa x, in all four quadrants.",
    function="arctan2(a, x)",
    operands="a:(n) nonzero; x:(n) nonzero",
    partials={
        "a": f"x / {LENGTH} / {LENGTH}",
        "x": f"-a / {LENGTH} / {LENGTH}",
    },
    also={"elem[a]": "x / (x**2 + a**2)", "elem[x]": "-a / (x**2 + a**2)"},
    conditions="Not both are zero, and the point is off the branch cut a = 0, x < 0.",
    primal="numpy.arctan2",
    why=(
        "Off the axes the angle is `arctan(a / x)` plus a constant. The chain rule gives `1 / "
        "(1 + (a / x)**2) / x` by `a`, which is `x / (x**2 + a**2)`. Dividing twice by the "
        "length cannot overflow."
    ),
    pitfalls=(
        "The ordinate comes first. At the origin no slope exists, for it depends on the direction "
        "of approach; 0 is used, as for the length of the same vector. Libraries differ here: "
        "JAX reports NaN."
    ),
    vectors=(
        TestVector(
            operands={"a": [1.0, -2.0], "x": [2.0, -1.0]},
            value=[0.4636476090008061, -2.0344439357957027],
            gradients={"a": [0.4, -0.2], "x": [-0.2, 0.4]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="origin",
            operands={"a": [0.0], "x": [0.0]},
            value=[0.0],
            gradients={"a": [0.0], "x": [0.0]},
            why="No slope fits every direction of approach; 0 favours none of them.",
        ),
        TestVector(
            name="on the cut",
            operands={"a": [0.0], "x": [-2.0]},
            value=[3.141592653589793],
            gradients={"a": [-0.5], "x": [0.0]},
            why="The value jumps by a whole turn; the slopes on both sides agree.",
        ),
        TestVector(
            name="far out",
            operands={"a": [4e200], "x": [3e200]},
            value=[0.9272952180016122],
            gradients={"a": [1.2e-201], "x": [-1.6e-201]},
            why="The squares would overflow; the quotients do not.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.arctan",
        "ufunc.hypot",
    ),
)
