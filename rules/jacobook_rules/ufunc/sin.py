"""The Sine."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.sin",
    title="Sine",
    function="sin(x)",
    operands="x:(n)",
    partials={"x": "cos(x)"},
    primal="numpy.sin",
    analytic=True,
)
