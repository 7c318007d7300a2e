"""The sine and cosine integrals."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array) -> tuple[Array, Array]:
    """Both integrals, as SciPy returns them."""
    return op.si(x), op.ci(x)


rule = derived(
    id="special.sici",
    title="Sine and cosine integrals",
    summary="The sine integral and the cosine integral, as a pair.",
    function="array([si(x), ci(x)])",
    operands="x:(n) pos",
    derivative={"vjp[x]": "sinc(x / pi) * y_bar[0] + cos(x) / x * y_bar[1]"},
    numpy=("scipy.special.sici",),
    expand=expand,
    why=("Each of the two is a rule of its own. The slopes are `sin(x) / x` and `cos(x) / x`."),
    vectors=(
        TestVector(
            operands={"x": [0.5]},
            cotangent=[[1.0], [10.0]],
            value=[[0.4931074180430667], [-0.1777840788066129]],
            gradients={"x": [18.51050231501586]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 6.2"),
    see_also=("special.si", "special.ci"),
)
