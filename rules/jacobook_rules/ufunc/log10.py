"""The logarithm to base 10."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.log10",
    title="Logarithm to base 10",
    summary="The logarithm to base 10 of each entry.",
    function="log10(x)",
    operands="x:(n) pos",
    partials={"x": "1 / (where(y == y, x, nan) * log(10))"},
    also={"elem[x]": "1 / (x * log(10))", "same": "log(x) / log(10)"},
    conditions="x > 0.",
    primal="numpy.log10",
    analytic=True,
    why=(
        "It is the natural logarithm divided by the constant `log(10)`. Below 0 the value is NaN, "
        "which is not equal to itself; the condition `y == y` keeps it from having a slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [100.0, 0.375]},
            value=[2.0, -0.42596873227228116],
            gradients={"x": [0.0043429448190325185, 1.1581186184086716]},
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
        "ufunc.log2",
    ),
)
