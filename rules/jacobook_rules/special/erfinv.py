"""The inverse error function."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="special.erfinv",
    title="Inverse error function",
    summary="The number whose error function is the entry.",
    function="erfinv(x)",
    operands="x:(n) unit",
    partials={"x": "sqrt(pi) / 2 * exp(y**2)"},
    conditions="-1 < x < 1.",
    primal="scipy.special.erfinv",
    why="Differentiate `erf(y) = x`: `2 / sqrt(pi) * exp(-y**2)` times the slope is 1.",
    pitfalls=(
        "Close to 1 an entry has few digits left for its distance from 1; `erfcinv(1 - x)`, with "
        "`1 - x` computed directly, keeps them."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -0.9]},
            value=[0.4769362762044699, -1.1630871536766743],
            gradients={"x": [1.1125848189719498, 3.428042811451841]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [1.0, -1.0, 1.5]},
            value=[inf, -inf, nan],
            gradients={"x": [inf, inf, nan]},
            why="Value and slope grow without bound; beyond the ends both are undefined.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.17"),
    see_also=("special.erf", "special.erfcinv", "special.ndtri"),
    tags=("erfinv", "quantile"),
)
