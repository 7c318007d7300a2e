"""The exponential integral E1."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.exp1",
    title="Exponential integral E1",
    summary=(
        "The integral of the decaying exponential divided by its argument, from the entry on."
    ),
    function="exp1(x)",
    operands="x:(n) pos",
    partials={"x": "-exp(-x) / where(x < 0, nan, x)"},
    also={"elem[x]": "-exp(-x) / x", "same": ("-expi(-x)", "expn(1, x)")},
    conditions="x > 0.",
    primal="scipy.special.exp1",
    why=(
        "The entry is the lower end of the integral of `exp(-t) / t`, so the slope is minus the "
        "integrand."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, 3.0]},
            value=[0.5597735947761608, 0.013048381094197037],
            gradients={"x": [-1.2130613194252668, -0.01659568945595465]},
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
    references=("SciPy special reference", "DLMF, equation 6.2.1"),
    see_also=("special.expi", "special.expn"),
    tags=("exponential integral",),
)
