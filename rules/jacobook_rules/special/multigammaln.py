"""The logarithm of the multivariate gamma function."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand(a: Array, d: int) -> Array:
    """The logarithms of `d` gamma functions, half a step apart, and a constant."""
    if not isinstance(d, int) or d < 1:
        raise ValueError(f"d must be a positive whole number; it is {d!r}")
    total = op.gammaln(a) + d * (d - 1) / 4 * 1.1447298858494002  # log(pi)
    for j in range(1, d):
        total = total + op.gammaln(a - j / 2)
    return total


rule = derived(
    id="special.multigammaln",
    title="Multivariate log-gamma function",
    summary=(
        "The logarithm of the gamma function of symmetric positive definite matrices of a given "
        "size."
    ),
    function="multigammaln(a, d=3)",
    operands="a:(n) range(1.5,4)",
    derivative={
        "elem[a]": "digamma(a) + digamma(a - 0.5) + digamma(a - 1)",
        "same": "gammaln(a) + gammaln(a - 0.5) + gammaln(a - 1) + 1.5 * log(pi)",
    },
    conditions="a > (d - 1) / 2; the size d is a whole number and is held fixed.",
    numpy=("scipy.special.multigammaln",),
    parameters={"d": 2},
    shape=shapes.unchanged,
    expand=expand,
    variants=({"d": 1}, {"d": 4}),
    why=(
        "It is a constant plus `gammaln(a - j / 2)` for `j` from 0 to `d - 1`, so the slopes of "
        "these add up. The statements here are for `d = 3`."
    ),
    vectors=(
        TestVector(
            operands={"a": [2.5, 3.25]},
            parameters={"d": 2},
            value=[0.8570478133976193, 1.9833815409483626],
            gradients={"a": [1.1259409757437104, 1.8358919360436117]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="size 3",
            operands={"a": [2.5, 3.25]},
            parameters={"d": 3},
            value=[1.8809954616117741, 3.2529831416901596],
            gradients={"a": [1.1624309497222869, 2.4084384026673464]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 35.3.4"),
    see_also=("special.gammaln", "special.digamma"),
    tags=("Wishart distribution", "multivariate gamma"),
)
