"""The polygamma functions."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function, in the number type of `x`."""
    import numpy as np
    from scipy import special

    return special.polygamma(k, x).astype(np.result_type(k, x, 0.0))[()]


rule = elementwise(
    id="special.polygamma",
    title="Polygamma function",
    summary="The derivative of a given order of the digamma function.",
    function="polygamma(k, x)",
    operands="k:() int(1..3); x:(n) pos",
    partials={"x": "polygamma(k + 1, x)"},
    conditions=(
        "x is not 0 or a negative whole number. The order k is a whole number and is held fixed."
    ),
    primal=primal,
    numpy=("scipy.special.polygamma",),
    why=(
        "`polygamma(k, x)` is by definition the derivative of order `k` of `digamma(x)`, so one "
        "more differentiation raises the order by one."
    ),
    pitfalls="The order is not differentiable: a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"k": 1, "x": [2.5, 0.75]},
            value=[0.49035775610023485, 2.5418796476716063],
            gradients={"x": [-0.2362040516417274, -5.3026332163376395]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="second order",
            operands={"k": 2, "x": [4.0, 0.5]},
            value=[-0.0800397322451145, -16.82879664423432],
            gradients={"x": [0.04486532819275507, 97.40909103400244]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"k": 1, "x": [0.0]},
            value=[inf],
            gradients={"x": [-inf]},
            why="The curve falls from infinity on the right of the pole.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 5.15"),
    see_also=("special.digamma", "special.zeta"),
    tags=("trigamma", "tetragamma", "polygamma"),
)
