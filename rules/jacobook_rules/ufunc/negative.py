"""The negative."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.negative",
    title="Negative",
    function="-x",
    operands="x:(n)",
    partials={"x": "-1"},
    primal="numpy.negative",
    analytic=True,
)
