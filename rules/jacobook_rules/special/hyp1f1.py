"""The confluent hypergeometric function."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(a: Array, b: Array, x: Array) -> Array:
    """SciPy's function, which does not return for an `x` of minus infinity."""
    import numpy as np
    from scipy import special

    return special.hyp1f1(a, b, np.maximum(x, np.finfo(np.result_type(x, 0.0)).min))


rule = elementwise(
    id="special.hyp1f1",
    title="Confluent hypergeometric function",
    summary=(
        "Kummer's function: a power series between the exponential and the incomplete gamma "
        "function."
    ),
    function="hyp1f1(a, b, x)",
    operands="a:() int(1..3); b:() int(2..4); x:(n)",
    partials={"x": "a * hyp1f1(a + 1, b + 1, x) / b"},
    conditions=(
        "b is not 0 or a negative whole number; a and b are held fixed, and may be any other "
        "numbers."
    ),
    primal=primal,
    numpy=("scipy.special.hyp1f1",),
    why=(
        "Each term of the power series has the factor `x**n / n!`, whose derivative is the factor "
        "of the term before. What is left of the coefficients is those of the next function, "
        "times `a / b`."
    ),
    pitfalls=(
        "The derivatives by the parameters have no closed form, and gradients by them are refused."
    ),
    vectors=(
        TestVector(
            operands={"a": 2, "b": 3, "x": [0.5, -1.25]},
            value=[1.4051149171994874, 0.4548661850426525],
            gradients={"x": [0.9744254140025629, 0.2693782210919399]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="fractions",
            operands={"a": 0.5, "b": 1.5, "x": [0.5, -1.25]},
            value=[1.1949576619102276, 0.7024234313969668],
            gradients={"x": [0.4537636087899005, 0.16636745381471071]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"a": 2, "b": 4, "x": [0.0]},
            value=[1.0],
            gradients={"x": [0.5]},
            why="The power series starts `1 + a / b * x`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 13.3.15"),
    see_also=("special.hyp2f1", "special.exprel", "special.dawsn"),
    tags=("Kummer", "confluent hypergeometric", "1F1"),
)
