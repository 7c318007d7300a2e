"""The Exponential."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.exp",
    title="Exponential",
    function="exp(x)",
    operands="x:(n)",
    partials={"x": "y"},
    primal="numpy.exp",
    analytic=True,
)
