"""A choice between two values by a condition."""

from jacobook import elementwise

rule = elementwise(
    id="ufunc.where",
    title="Select by a condition",
    function="where(c, x, a)",
    operands="c:(n) bool; x:(n); a:(n)",
    partials={"c": "0", "x": "where(c, 1.0, 0.0)", "a": "where(c, 0.0, 1.0)"},
    primal="numpy.where",
)
