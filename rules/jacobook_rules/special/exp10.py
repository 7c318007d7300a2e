"""Ten to a power."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.exp10",
    title="Ten to a power",
    summary="Ten raised to each entry.",
    function="exp10(x)",
    operands="x:(n)",
    partials={"x": "y * log(10)"},
    also={"same": "10**x"},
    primal="scipy.special.exp10",
    why="`10**x` is `exp(x * log(10))`; the chain rule brings the constant down.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[3.1622776601683795, 0.05623413251903491],
            gradients={"x": [7.281413400211801, 0.12948387525578148]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="overflow",
            operands={"x": [400.0]},
            value=[inf],
            gradients={"x": [inf]},
            why="Value and slope are too large for a float.",
        ),
    ),
    references=("SciPy special reference", "Standard, chain rule"),
    see_also=("ufunc.exp", "ufunc.exp2", "ufunc.log10"),
    tags=("decibel", "antilogarithm"),
)
