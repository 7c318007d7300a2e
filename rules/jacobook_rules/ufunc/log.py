"""The natural logarithm."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.log",
    title="Natural logarithm",
    summary="The natural logarithm of each entry.",
    function="log(x)",
    operands="x:(n) pos",
    partials={"x": "1 / where(y == y, x, nan)"},
    also={"elem[x]": "1 / x"},
    conditions="x > 0.",
    primal="numpy.log",
    analytic=True,
    why=(
        "Differentiate `exp(y) = x`: `exp(y)` times the slope is 1, so the slope is `1 / x`. "
        "A negative real number has no logarithm: the value is NaN, the only one that is not equal "
        "to itself, and the condition `y == y` keeps `1 / x` from giving it a slope."
    ),
    pitfalls=(
        "Write `log1p(x)` for `log(1 + x)` near 0, and `logaddexp` or a shifted sum for "
        "logarithms of sums of exponentials."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 0.5]},
            value=[0.6931471805599453, -0.6931471805599453],
            gradients={"x": [0.5, 2.0]},
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
        "ufunc.exp",
        "ufunc.log1p",
        "ufunc.log2",
        "ufunc.log10",
    ),
    tags=("logarithm", "ln"),
)
