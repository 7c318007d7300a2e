"""The Cosine."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.cos",
    title="Cosine",
    function="cos(x)",
    operands="x:(n)",
    partials={"x": "-sin(x)"},
    primal="numpy.cos",
    analytic=True,
)
