"""A power."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.power",
    title="Power",
    function="x**a",
    operands="x:(n) pos; a:(n)",
    partials={"x": "a * x**(a - 1)", "a": "y * log(x)"},
    primal="numpy.power",
)
