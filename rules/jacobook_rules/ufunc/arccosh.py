"""The inverse hyperbolic cosine."""

from jacobook import TestVector, elementwise, inf, nan

rule = elementwise(
    id="ufunc.arccosh",
    title="Inverse hyperbolic cosine",
    summary="The number, zero or positive, whose hyperbolic cosine is the entry.",
    function="arccosh(x)",
    operands="x:(n) gt1",
    partials={"x": "1 / (sqrt(x - 1) * sqrt(x + 1))"},
    also={"elem[x]": "1 / sqrt(x**2 - 1)"},
    conditions="x > 1.",
    primal="numpy.arccosh",
    analytic=True,
    why=(
        "Differentiate `cosh(y) = x`: the slope is `1 / sinh(y)`, and `sinh(y)**2 = x**2 - "
        "1`. The two roots keep their digits near 1, cannot overflow, and are undefined below "
        "1."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.5, 3.0]},
            value=[0.9624236501192069, 1.762747174039086],
            gradients={"x": [0.8944271909999159, 0.3535533905932738]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="start",
            operands={"x": [1.0]},
            value=[0.0],
            gradients={"x": [inf]},
            why="The curve starts vertically.",
        ),
        TestVector(
            name="below one",
            operands={"x": [0.5]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
        TestVector(
            name="far out",
            operands={"x": [1e200]},
            value=[461.2101657793691],
            gradients={"x": [1e-200]},
            why="The square would overflow.",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.38(ii)",
    ),
    see_also=(
        "ufunc.cosh",
        "ufunc.arcsinh",
    ),
)
