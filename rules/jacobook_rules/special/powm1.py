"""A power less one."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.powm1",
    title="Power less one",
    summary="A power minus one, with all its digits where the power is close to one.",
    function="powm1(x, a)",
    operands="x:(n) pos; a:(n)",
    partials={
        "x": "a * where((x == 0) & (a == 0), inf, x) ** (a - 1)",
        "a": "x**a * log(where(x == 0, where(a > 0, 1.0, nan), x))",
    },
    also={"elem[x]": "a * x**(a - 1)", "elem[a]": "x**a * log(x)", "same": "x**a - 1"},
    conditions="x > 0 for the derivative by the exponent.",
    primal="scipy.special.powm1",
    why="Subtracting a constant does not change the slopes of the power.",
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.5], "a": [3.0, -2.0]},
            value=[7.0, -0.5555555555555556],
            gradients={
                "x": [12.0, -0.5925925925925926],
                "a": [5.545177444479562, 0.18020671471473973],
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="base zero",
            operands={"x": [0.0], "a": [2.0]},
            value=[-1.0],
            gradients={"x": [0.0], "a": [0.0]},
            why="As for the power itself.",
        ),
        TestVector(
            name="near one",
            operands={"x": [1.25], "a": [1e-12]},
            value=[2.2314355131423465e-13],
            gradients={"x": [8.000000000001785e-13], "a": [0.22314355131425956]},
            why="`x**a - 1` would have lost twelve digits.",
        ),
    ),
    references=("SciPy special reference", "Standard, power rule"),
    see_also=("ufunc.power", "special.boxcox"),
)
