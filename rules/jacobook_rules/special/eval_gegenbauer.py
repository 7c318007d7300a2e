"""Gegenbauer polynomials."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(k: Array, a: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.eval_gegenbauer(k, a, x).astype(np.result_type(k, a, x))


rule = elementwise(
    id="special.eval_gegenbauer",
    title="Gegenbauer polynomial",
    summary=("The Gegenbauer polynomial of a given degree and parameter, evaluated at the entry."),
    function="eval_gegenbauer(k, a, x)",
    operands="k:() int(0..4); a:() int(1..3); x:(n) unit",
    partials={"x": "2 * a * (k > 0) * eval_gegenbauer(k - (k > 0), a + 1, x)"},
    conditions=(
        "The degree k is a whole number; k and the parameter a are held fixed, and a may be any "
        "positive number."
    ),
    primal=primal,
    numpy=("scipy.special.eval_gegenbauer",),
    why=(
        "Differentiating lowers the degree and raises the parameter by one, with the factor `2 * "
        "a`. A constant polynomial has slope 0; the comparison, which counts as 1 or 0, says so."
    ),
    pitfalls="The degree is not differentiable: a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"k": 3, "a": 2, "x": [0.5, -0.75]},
            value=[-2.0, -4.5],
            gradients={"x": [12.0, 42.0]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="parameter 1.5",
            operands={"k": 4, "a": 1.5, "x": [0.5, -0.75]},
            value=[-2.2265625, -0.43212890625],
            gradients={"x": [-6.5625, -27.0703125]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"k": 0, "a": 2, "x": [0.5]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="Degree 0.",
        ),
        TestVector(
            name="end",
            operands={"k": 2, "a": 1, "x": [1.0]},
            value=[3.0],
            gradients={"x": [8.0]},
            why="It is `4 * x**2 - 1`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 18.9.19"),
    see_also=("special.eval_legendre", "special.eval_chebyt"),
    tags=("orthogonal polynomials", "ultraspherical"),
)
