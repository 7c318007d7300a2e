"""The Natural logarithm."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.log",
    title="Natural logarithm",
    function="log(x)",
    operands="x:(n)",
    partials={"x": "1 / x"},
    primal="numpy.log",
    analytic=True,
)
