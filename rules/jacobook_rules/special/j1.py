"""The Bessel function of the first kind of order 1."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.j1",
    title="Bessel function J1",
    summary="The Bessel function of the first kind of order one, a decaying sine.",
    function="j1(x)",
    operands="x:(n) nonzero",
    partials={"x": "(j0(x) - jv(2, x)) / 2"},
    also={"same": "jv(1, x)"},
    primal="scipy.special.j1",
    why=(
        "The recurrence of Bessel functions: twice the slope is the neighbour below less the "
        "neighbour above. The common form `j0(x) - y / x` is the same, and 0/0 at 0."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[0.2422684576748739, -0.3390589585259365],
            gradients={"x": [0.4539328918910651, -0.37307160774391224]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[0.0],
            gradients={"x": [0.5]},
            why="The power series starts `x / 2`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.6.1"),
    see_also=("special.j0", "special.jv"),
    tags=("Bessel function", "Airy disc"),
)
