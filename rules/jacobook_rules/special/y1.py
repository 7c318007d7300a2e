"""The Bessel function of the second kind of order 1."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.y1",
    title="Bessel function Y1",
    summary="The Bessel function of the second kind of order one, with a pole at zero.",
    function="y1(x)",
    operands="x:(n) pos",
    partials={"x": "(y0(where(x == 0, 1, x)) - yv(2, x)) / 2"},
    also={"elem[x]": ("(y0(x) - yv(2, x)) / 2", "y0(x) - y / x"), "same": "yv(1, x)"},
    conditions="x > 0.",
    primal="scipy.special.y1",
    why=(
        "The recurrence of Bessel functions: twice the slope is the neighbour below less the "
        "neighbour above. At the pole the one above outgrows the other, and the condition lets "
        "it."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 3.0]},
            value=[-1.471472392670243, 0.3246744247918],
            gradients={"x": [2.4984260518337797, 0.26862520174885707]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0, -1.0]},
            value=[-inf, nan],
            gradients={"x": [inf, nan]},
            why="The curve rises from minus infinity; left of the pole it is undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.6.1"),
    see_also=("special.y0", "special.yv"),
    tags=("Bessel function", "Neumann function"),
)
