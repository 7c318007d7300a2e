"""The modified Bessel function of the second kind of order 0."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.k0",
    title="Modified Bessel function K0",
    summary=(
        "The modified Bessel function of the second kind of order zero, which decays like an "
        "exponential."
    ),
    function="k0(x)",
    operands="x:(n) pos",
    partials={"x": "-k1(x)"},
    also={"same": "kv(0, x)"},
    conditions="x > 0.",
    primal="scipy.special.k0",
    why=(
        "The recurrence of modified Bessel functions gives minus the mean of the two neighbours "
        "in order; for order 0 both are `k1`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 3.0]},
            value=[0.9244190712276659, 0.03473950438627925],
            gradients={"x": [-1.656441120003301, -0.040156431128194184]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"x": [0.0, -1.0]},
            value=[inf, nan],
            gradients={"x": [-inf, nan]},
            why="The curve falls from infinity; left of the pole it is undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.29.3"),
    see_also=("special.k1", "special.kv", "special.i0"),
    tags=("Bessel function", "Macdonald function"),
)
