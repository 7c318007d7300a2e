"""The hyperbolic sine and cosine integrals."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array) -> tuple[Array, Array]:
    """Both integrals, as SciPy returns them."""
    return op.shi(x), op.chi(x)


rule = derived(
    id="special.shichi",
    title="Hyperbolic sine and cosine integrals",
    summary="The hyperbolic sine integral and the hyperbolic cosine integral, as a pair.",
    function="array([shi(x), chi(x)])",
    operands="x:(n) pos",
    derivative={"vjp[x]": "(sinh(x) * y_bar[0] + cosh(x) * y_bar[1]) / x"},
    numpy=("scipy.special.shichi",),
    expand=expand,
    why=("Each of the two is a rule of its own. The slopes are `sinh(x) / x` and `cosh(x) / x`."),
    vectors=(
        TestVector(
            operands={"x": [0.5]},
            cotangent=[[1.0], [10.0]],
            value=[[0.5069967498196672], [-0.05277684495649362]],
            gradients={"x": [23.59470991511511]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 6.2"),
    see_also=("special.shi", "special.chi"),
)
