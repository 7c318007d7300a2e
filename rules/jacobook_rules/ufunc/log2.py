"""The logarithm to base 2."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.log2",
    title="Logarithm to base 2",
    summary="The logarithm to base 2 of each entry.",
    function="log2(x)",
    operands="x:(n) pos",
    partials={"x": "1 / (where(y == y, x, nan) * log(2))"},
    also={"elem[x]": "1 / (x * log(2))", "same": "log(x) / log(2)"},
    conditions="x > 0.",
    primal="numpy.log2",
    analytic=True,
    why=(
        "It is the natural logarithm divided by the constant `log(2)`. Below 0 the value is NaN, "
        "which is not equal to itself; the condition `y == y` keeps it from having a slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [8.0, 0.375]},
            value=[3.0, -1.415037499278844],
            gradients={"x": [0.18033688011112042, 3.847186775703902]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"x": [0.0]},
            value=[-inf],
            gradients={"x": [inf]},
            why="The curve falls without bound, ever more steeply.",
        ),
        TestVector(
            name="negative",
            operands={"x": [-1.0]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.7",
    ),
    see_also=(
        "ufunc.log",
        "ufunc.log10",
    ),
)
