"""Legendre polynomials."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.eval_legendre(k, x).astype(np.result_type(k, x))


rule = elementwise(
    id="special.eval_legendre",
    title="Legendre polynomial",
    summary="The Legendre polynomial of a given degree, evaluated at the entry.",
    function="eval_legendre(k, x)",
    operands="k:() int(0..4); x:(n) unit",
    partials={"x": "(k > 0) * eval_gegenbauer(k - (k > 0), 1.5, x)"},
    also={"same": "eval_gegenbauer(k, 0.5, x)"},
    conditions="The degree k is a whole number and is held fixed.",
    primal=primal,
    numpy=("scipy.special.eval_legendre",),
    why=(
        "Legendre polynomials are Gegenbauer's with the parameter 1/2, whose slope has the "
        "parameter 3/2 and one degree less. The common form divides by `1 - x**2` and is 0/0 at "
        "the ends."
    ),
    pitfalls="The degree is not differentiable: a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"k": 3, "x": [0.5, -0.75]},
            value=[-0.4375, 0.0703125],
            gradients={"x": [0.375, 2.71875]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"k": 3, "x": [1.0, -1.0]},
            value=[1.0, -1.0],
            gradients={"x": [6.0, 6.0]},
            why="It is `(5 * x**3 - 3 * x) / 2`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 18.9.19"),
    see_also=("special.eval_gegenbauer", "special.eval_chebyt", "special.polynomial"),
    tags=("orthogonal polynomials", "multipole", "Legendre"),
)
