"""The hyperbolic sine."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.sinh",
    title="Hyperbolic sine",
    summary="Half the difference of exp(x) and exp(-x).",
    function="sinh(x)",
    operands="x:(n)",
    partials={"x": "cosh(x)"},
    also={"same": "(exp(x) - exp(-x)) / 2"},
    primal="numpy.sinh",
    analytic=True,
    why=(
        "In `(exp(x) - exp(-x)) / 2` the second exponential changes its sign when "
        "differentiated, which gives `cosh(x)`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[0.5210953054937474, -3.6268604078470186],
            gradients={"x": [1.1276259652063807, 3.7621956910836314]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.34",
    ),
    see_also=(
        "ufunc.cosh",
        "ufunc.tanh",
        "ufunc.arcsinh",
    ),
)
