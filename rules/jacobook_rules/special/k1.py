"""The modified Bessel function of the second kind of order 1."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.k1",
    title="Modified Bessel function K1",
    summary="The modified Bessel function of the second kind of order one.",
    function="k1(x)",
    operands="x:(n) pos",
    partials={"x": "-(k0(x) + kv(2, x)) / 2"},
    also={"elem[x]": "-k0(x) - y / x", "same": "kv(1, x)"},
    conditions="x > 0.",
    primal="scipy.special.k1",
    why=(
        "The recurrence of modified Bessel functions: the slope is minus the mean of the two "
        "neighbours in order."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 3.0]},
            value=[1.656441120003301, 0.040156431128194184],
            gradients={"x": [-4.237301311234267, -0.048124981429010644]},
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
    references=("SciPy special reference", "DLMF, equation 10.29.1"),
    see_also=("special.k0", "special.kv"),
    tags=("Bessel function", "Macdonald function"),
)
