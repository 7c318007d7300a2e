"""The Bessel function of the second kind of order 0."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.y0",
    title="Bessel function Y0",
    summary=("The Bessel function of the second kind of order zero, with a logarithm at zero."),
    function="y0(x)",
    operands="x:(n) pos",
    partials={"x": "-y1(x)"},
    also={"same": "yv(0, x)"},
    conditions="x > 0.",
    primal="scipy.special.y0",
    why=(
        "The functions of the second kind satisfy the same recurrences as those of the first: the "
        "slope of order 0 is minus order 1."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 3.0]},
            value=[-0.44451873350670656, 0.3768500100127904],
            gradients={"x": [1.471472392670243, -0.3246744247918]},
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
    references=("SciPy special reference", "DLMF, equation 10.6.3"),
    see_also=("special.y1", "special.yv", "special.j0"),
    tags=("Bessel function", "Neumann function", "Weber function"),
)
