"""The inverse hyperbolic sine."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.arcsinh",
    title="Inverse hyperbolic sine",
    summary="The number whose hyperbolic sine is the entry.",
    function="arcsinh(x)",
    operands="x:(n)",
    partials={"x": "1 / hypot(x, 1)"},
    also={"elem[x]": "1 / sqrt(x**2 + 1)"},
    primal="numpy.arcsinh",
    complex="complex_arcsinh",
    analytic=True,
    why=(
        "Differentiate `sinh(y) = x`: the slope is `1 / cosh(y)`, and `cosh(y)**2 = 1 + "
        "x**2`. The hypotenuse is the same root without overflow."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[0.48121182505960347, -1.4436354751788103],
            gradients={"x": [0.8944271909999159, 0.4472135954999579]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
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
        "ufunc.sinh",
        "ufunc.arccosh",
    ),
)
