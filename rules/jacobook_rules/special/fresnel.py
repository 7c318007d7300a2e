"""The Fresnel integrals."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array) -> tuple[Array, Array]:
    """Both integrals, as SciPy returns them."""
    return op.fresnel_s(x), op.fresnel_c(x)


rule = derived(
    id="special.fresnel",
    title="Fresnel integrals",
    summary="The Fresnel integrals of the sine and of the cosine, as a pair.",
    function="array([fresnel_s(x), fresnel_c(x)])",
    operands="x:(n) pos",
    derivative={"vjp[x]": "sin(pi / 2 * x**2) * y_bar[0] + cos(pi / 2 * x**2) * y_bar[1]"},
    numpy=("scipy.special.fresnel",),
    expand=expand,
    why=(
        "Each of the two is a rule of its own. The slopes are the sine and the cosine of `pi / 2 "
        "* x**2`."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5]},
            cotangent=[[1.0], [10.0]],
            value=[[0.06473243285999927], [0.4923442258714464]],
            gradients={"x": [9.621478757477957]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.2"),
    see_also=("special.fresnel_s", "special.fresnel_c"),
)
