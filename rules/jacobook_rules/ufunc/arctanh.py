"""The inverse hyperbolic tangent."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.arctanh",
    title="Inverse hyperbolic tangent",
    summary="The number whose hyperbolic tangent is the entry.",
    function="arctanh(x)",
    operands="x:(n) unit",
    partials={"x": "1 / where(y == y, (1 - x) * (1 + x), nan)"},
    also={"elem[x]": "1 / (1 - x**2)"},
    conditions="x is between -1 and 1.",
    primal="numpy.arctanh",
    analytic=True,
    why=(
        "Differentiate `tanh(y) = x`: `1 - tanh(y)**2` times the slope is 1, and `tanh(y)` is "
        "`x`. The product keeps its digits near the ends; beyond them the value is NaN, which is not "
        "equal to itself, and the condition `y == y` keeps it from having a slope."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -0.25]},
            value=[0.5493061443340549, -0.25541281188299536],
            gradients={"x": [1.3333333333333333, 1.0666666666666667]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"x": [1.0, -1.0]},
            value=[inf, -inf],
            gradients={"x": [inf, inf]},
            why="Value and slope grow without bound.",
        ),
        TestVector(
            name="outside",
            operands={"x": [1.5]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.38(ii)",
    ),
    see_also=(
        "ufunc.tanh",
        "ufunc.log1p",
    ),
)
