"""Chebyshev polynomials of the first kind."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.eval_chebyt(k, x).astype(np.result_type(k, x))


rule = elementwise(
    id="special.eval_chebyt",
    title="Chebyshev polynomial",
    summary=(
        "The Chebyshev polynomial of the first kind of a given degree, evaluated at the entry."
    ),
    function="eval_chebyt(k, x)",
    operands="k:() int(0..4); x:(n) unit",
    partials={"x": "k * eval_gegenbauer(k - (k > 0), 1, x)"},
    also={"same": "cos(k * arccos(x))"},
    conditions="The degree k is a whole number and is held fixed.",
    primal=primal,
    numpy=("scipy.special.eval_chebyt",),
    why=(
        "It is `cos(k * t)` with `x = cos(t)`, so the slope is `k * sin(k * t) / sin(t)`. That "
        "quotient is the polynomial of the second kind of one degree less, which is Gegenbauer's "
        "with the parameter 1."
    ),
    pitfalls="The degree is not differentiable: a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"k": 3, "x": [0.5, -0.75]},
            value=[-1.0, 0.5625],
            gradients={"x": [0.0, 3.75]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="ends",
            operands={"k": 3, "x": [1.0, -1.0]},
            value=[1.0, -1.0],
            gradients={"x": [9.0, 9.0]},
            why="It is `4 * x**3 - 3 * x`.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 18.9.21"),
    see_also=("special.eval_gegenbauer", "special.eval_legendre", "special.polynomial"),
    tags=("orthogonal polynomials", "Chebyshev"),
)
