"""The inverse of the lower incomplete gamma function."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(a: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.gammaincinv(a, x).astype(np.result_type(a, x))


rule = elementwise(
    id="special.gammaincinv",
    title="Gamma quantile",
    summary=(
        "The number below which a gamma variable of a given shape stays with the given probability."
    ),
    function="gammaincinv(a, x)",
    operands="a:() int(1..4); x:(n) unit01",
    partials={"x": "exp(gammaln(a) + y - xlogy(a - 1, y))"},
    also={"elem[x]": "gamma(a) * exp(y) / y**(a - 1)"},
    conditions="a > 0 and 0 < x < 1; a is held fixed, and may be any number.",
    primal=primal,
    numpy=("scipy.special.gammaincinv",),
    why=("Differentiate `gammainc(a, y) = x`: the gamma density at `y` times the slope is 1."),
    pitfalls="The derivative by `a` has no closed form, and a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"a": 2, "x": [0.25, 0.75]},
            value=[0.9612787631147771, 2.6926345288896956],
            gradients={"x": [2.720374620933414, 5.485533947174552]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="shape 2.5",
            operands={"a": 2.5, "x": [0.25, 0.75]},
            value=[1.3373014047160816, 3.312839881914625],
            gradients={"x": [3.2739713093363485, 6.054574272887913]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, shape 1",
            operands={"a": 1, "x": [0.0]},
            value=[0.0],
            gradients={"x": [1.0]},
            why="The inverse of `1 - exp(-x)` starts with slope 1.",
        ),
        TestVector(
            name="zero, shape 3",
            operands={"a": 3, "x": [0.0]},
            value=[0.0],
            gradients={"x": [inf]},
            why="The density starts at 0, so its inverse starts upright.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 8.12"),
    see_also=("special.gammainc", "special.ndtri"),
    tags=("quantile function", "gamma distribution"),
)
