"""Hermite polynomials."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.eval_hermite(k, x).astype(np.result_type(k, x))


rule = elementwise(
    id="special.eval_hermite",
    title="Hermite polynomial",
    summary="The physicists' Hermite polynomial of a given degree, evaluated at the entry.",
    function="eval_hermite(k, x)",
    operands="k:() int(0..4); x:(n)",
    partials={"x": "2 * k * eval_hermite(k - (k > 0), x)"},
    conditions="The degree k is a whole number and is held fixed.",
    primal=primal,
    numpy=("scipy.special.eval_hermite",),
    why=("Differentiating lowers the degree by one, with the factor `2 * k`, as powers do."),
    pitfalls=(
        "The degree is not differentiable: a gradient by it is refused. Statistics has other "
        "Hermite polynomials, `He`, which are scaled differently."
    ),
    vectors=(
        TestVector(
            operands={"k": 3, "x": [0.5, -1.25]},
            value=[-5.0, -0.625],
            gradients={"x": [-6.0, 25.5]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"k": 0, "x": [0.5]},
            value=[1.0],
            gradients={"x": [0.0]},
            why="Degree 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 18.9.25"),
    see_also=("special.eval_legendre", "special.polynomial"),
    tags=("orthogonal polynomials", "harmonic oscillator", "Hermite"),
)
