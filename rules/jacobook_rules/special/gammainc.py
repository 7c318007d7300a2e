"""The regularised lower incomplete gamma function."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(a: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.gammainc(a, x).astype(np.result_type(a, x))


rule = elementwise(
    id="special.gammainc",
    title="Lower incomplete gamma function",
    summary="The probability that a gamma variable of a given shape is at most the entry.",
    function="gammainc(a, x)",
    operands="a:() int(1..4); x:(n) pos",
    partials={"x": "exp(xlogy(a - 1, x) - x - gammaln(a))"},
    also={"elem[x]": "x**(a - 1) * exp(-x) / gamma(a)", "same": "1 - gammaincc(a, x)"},
    conditions="a > 0 and x >= 0; a is held fixed, and may be any number.",
    primal=primal,
    numpy=("scipy.special.gammainc",),
    why=(
        "`y` is the integral of `t**(a - 1) * exp(-t) / gamma(a)` from 0 to `x`; the integrand at "
        "`x` is the slope. It is computed through its logarithm, so that neither the power nor "
        "the gamma function overflows."
    ),
    pitfalls="The derivative by `a` has no closed form, and a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"a": 2, "x": [0.5, 3.0]},
            value=[0.09020401043104986, 0.8008517265285442],
            gradients={"x": [0.3032653298563167, 0.14936120510359183]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="shape 2.5",
            operands={"a": 2.5, "x": [0.5, 3.0]},
            value=[0.03743422675270363, 0.6937810815867216],
            gradients={"x": [0.16131381634609557, 0.19460869331856584]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, shape 1",
            operands={"a": 1, "x": [0.0]},
            value=[0.0],
            gradients={"x": [1.0]},
            why="`1 - exp(-x)` starts with slope 1.",
        ),
        TestVector(
            name="zero, shape 1/2",
            operands={"a": 0.5, "x": [0.0]},
            value=[0.0],
            gradients={"x": [inf]},
            why="The density has a pole at 0.",
        ),
        TestVector(
            name="zero, shape 3",
            operands={"a": 3, "x": [0.0]},
            value=[0.0],
            gradients={"x": [0.0]},
            why="The density starts at 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 8.2.4"),
    see_also=("special.gammaincc", "special.gammaincinv", "special.gammaln"),
    tags=("gamma distribution", "chi-squared distribution", "Poisson"),
)
