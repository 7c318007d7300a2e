"""The logarithm of one plus each entry."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.log1p",
    title="Logarithm of one plus x",
    summary="The natural logarithm of one plus each entry, exact for small entries.",
    function="log1p(x)",
    operands="x:(n) range(-0.8,3)",
    partials={"x": "1 / (1 + where(y == y, x, nan))"},
    also={"elem[x]": "1 / (1 + x)", "same": "log(1 + x)"},
    conditions="x > -1.",
    primal="numpy.log1p",
    numpy=("scipy.special.log1p",),
    analytic=True,
    why=(
        "The slope of the logarithm at `1 + x`. Below -1 the value is NaN, which is not equal to "
        "itself; the condition `y == y` keeps it from having a slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -0.75]},
            value=[0.4054651081081644, -1.3862943611198906],
            gradients={"x": [0.6666666666666666, 4.0]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="minus one",
            operands={"x": [-1.0]},
            value=[-inf],
            gradients={"x": [inf]},
            why="The curve falls without bound, ever more steeply.",
        ),
        TestVector(
            name="below minus one",
            operands={"x": [-2.0]},
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
        "ufunc.expm1",
    ),
)
