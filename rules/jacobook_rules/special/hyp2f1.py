"""Gauss's hypergeometric function."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(a: Array, b: Array, c: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.hyp2f1(a, b, c, x).astype(np.result_type(a, b, c, x))


rule = elementwise(
    id="special.hyp2f1",
    title="Hypergeometric function",
    summary="Gauss's power series, of which many functions are special cases.",
    function="hyp2f1(a, b, c, x)",
    operands="a:() int(1..3); b:() int(1..3); c:() int(2..4); x:(n) unit",
    partials={"x": "a * b * hyp2f1(a + 1, b + 1, c + 1, x) / c"},
    conditions=(
        "x < 1; c is not 0 or a negative whole number; a, b and c are held fixed, and may be any "
        "other numbers."
    ),
    primal=primal,
    numpy=("scipy.special.hyp2f1",),
    why=(
        "Each term of the power series has the factor `x**n / n!`, whose derivative is the factor "
        "of the term before. What is left of the coefficients is those of the next function, "
        "times `a * b / c`."
    ),
    pitfalls=(
        "The derivatives by the parameters have no closed form, and gradients by them are refused."
    ),
    vectors=(
        TestVector(
            operands={"a": 1, "b": 2, "c": 3, "x": [0.5, -0.75]},
            value=[1.5451774444795625, 0.6769216428962749],
            gradients={"x": [1.8192902220817502, 0.2813148572472092]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="fractions",
            operands={"a": 0.5, "b": 1.5, "c": 2.25, "x": [0.5, -3.0]},
            value=[1.241636119415852, 0.5969832954575233],
            gradients={"x": [0.7224118513384401, 0.0608211852358742]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero",
            operands={"a": 2, "b": 3, "c": 4, "x": [0.0]},
            value=[1.0],
            gradients={"x": [1.5]},
            why="The power series starts `1 + a * b / c * x`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 15.5.1"),
    see_also=("special.hyp1f1", "special.ellipk"),
    tags=("Gauss", "hypergeometric", "2F1"),
)
