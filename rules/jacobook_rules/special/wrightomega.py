"""The Wright omega function of real numbers."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.wrightomega",
    title="Wright omega function",
    summary="The number that, added to its own logarithm, gives the entry.",
    function="wrightomega(x)",
    operands="x:(n)",
    partials={"x": "y / (1 + y)"},
    also={"same": "lambertw(exp(x))"},
    primal="scipy.special.wrightomega",
    why="Differentiate `y + log(y) = x`: `1 + 1 / y` times the slope is 1.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.7662486081617502, 0.22807606913128164],
            gradients={"x": [0.4338282870378225, 0.18571819357461988]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="far out",
            operands={"x": [-1000.0, 1e300]},
            value=[0.0, 1e300],
            gradients={"x": [0.0, 1.0]},
            why="On the left the value is `exp(x)`, on the right `x`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 4.13"),
    see_also=("special.lambertw",),
    tags=("Lambert W",),
)
