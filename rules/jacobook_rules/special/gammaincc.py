"""The regularised upper incomplete gamma function."""

from jacobook import TestVector, elementwise
from jacobook.rule import Array


def primal(a: Array, x: Array) -> Array:
    """SciPy's function, in the precision of its operands; whole numbers have none."""
    import numpy as np
    from scipy import special

    return special.gammaincc(a, x).astype(np.result_type(a, x))


rule = elementwise(
    id="special.gammaincc",
    title="Upper incomplete gamma function",
    summary="The probability that a gamma variable of a given shape exceeds the entry.",
    function="gammaincc(a, x)",
    operands="a:() int(1..4); x:(n) pos",
    partials={"x": "-exp(xlogy(a - 1, x) - x - gammaln(a))"},
    also={"elem[x]": "-(x**(a - 1)) * exp(-x) / gamma(a)", "same": "1 - gammainc(a, x)"},
    conditions="a > 0 and x >= 0; a is held fixed, and may be any number.",
    primal=primal,
    numpy=("scipy.special.gammaincc",),
    why=(
        "It is `1 - gammainc(a, x)`, so the slope is the density of the gamma distribution with a "
        "minus sign."
    ),
    pitfalls="The derivative by `a` has no closed form, and a gradient by it is refused.",
    vectors=(
        TestVector(
            operands={"a": 2, "x": [0.5, 3.0]},
            value=[0.9097959895689501, 0.19914827347145578],
            gradients={"x": [-0.3032653298563167, -0.14936120510359183]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="shape 2.5",
            operands={"a": 2.5, "x": [0.5, 3.0]},
            value=[0.9625657732472964, 0.3062189184132784],
            gradients={"x": [-0.16131381634609557, -0.19460869331856584]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero, shape 1",
            operands={"a": 1, "x": [0.0]},
            value=[1.0],
            gradients={"x": [-1.0]},
            why="`exp(-x)` starts with slope -1.",
        ),
        TestVector(
            name="far out",
            operands={"a": 2, "x": [80.0]},
            value=[1.4619296241547863e-33],
            gradients={"x": [-1.4438811102763322e-33]},
            why="`1 - gammainc(a, x)` would be 0.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 8.2.4"),
    see_also=("special.gammainc", "special.gammaln"),
    tags=("survival function", "chi-squared distribution"),
)
