"""The Bessel function of the first kind of order 0."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="special.j0",
    title="Bessel function J0",
    summary="The Bessel function of the first kind of order zero, a decaying cosine.",
    function="j0(x)",
    operands="x:(n)",
    partials={"x": "-j1(x)"},
    also={"same": "jv(0, x)"},
    primal="scipy.special.j0",
    why="Term by term, the derivative of the power series of `j0` is that of `-j1`.",
    vectors=(
        TestVector(
            operands={"x": [0.5, -3.0]},
            value=[0.9384698072408129, -0.26005195490193345],
            gradients={"x": [-0.2422684576748739, 0.3390589585259365]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="top",
            operands={"x": [0.0]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="The curve is even and smooth.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 10.6.3"),
    see_also=("special.j1", "special.jv", "special.y0"),
    tags=("Bessel function", "drum", "cylinder"),
)
