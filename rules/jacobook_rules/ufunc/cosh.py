"""The hyperbolic cosine."""

from jacobook import TestVector, elementwise

rule = elementwise(
    id="ufunc.cosh",
    title="Hyperbolic cosine",
    summary="Half the sum of exp(x) and exp(-x).",
    function="cosh(x)",
    operands="x:(n)",
    partials={"x": "sinh(x)"},
    also={"same": "(exp(x) + exp(-x)) / 2"},
    primal="numpy.cosh",
    analytic=True,
    why=(
        "In `(exp(x) + exp(-x)) / 2` the second exponential changes its sign when "
        "differentiated, which gives `sinh(x)`; no minus sign, unlike the cosine."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -2.0]},
            value=[1.1276259652063807, 3.7621956910836314],
            gradients={"x": [0.5210953054937474, -3.6268604078470186]},
            source="mpmath, 50 digits",
        ),
    ),
    references=(
        "NumPy ufunc reference",
        "DLMF, section 4.34",
    ),
    see_also=(
        "ufunc.sinh",
        "ufunc.tanh",
        "ufunc.arccosh",
    ),
)
