"""The Airy functions and their slopes."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def expand(x: Array) -> tuple[Array, Array, Array, Array]:
    """The four functions, as SciPy returns them."""
    ai, aip, bi, bip = (op.airy_part(x, part=part) for part in range(4))
    return ai, aip, bi, bip


rule = derived(
    id="special.airy",
    title="Airy functions",
    summary="The two Airy functions and their slopes, as SciPy returns them.",
    function="array([airy_part(x), airy_part(x, part=1), airy_part(x, part=2), airy_part(x, part=3)])",
    operands="x:(n)",
    derivative={
        "vjp[x]": "airy_part(x, part=1) * y_bar[0] + x * airy_part(x) * y_bar[1] + airy_part(x, part=3) * y_bar[2] + x * airy_part(x, part=2) * y_bar[3]"
    },
    numpy=("scipy.special.airy",),
    expand=expand,
    why=(
        "Each of the four is a part with a rule of its own: two are the slopes of the other two, "
        "whose slopes are `x` times the function."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5]},
            cotangent=[[1.0], [10.0], [100.0], [1000.0]],
            value=[
                [0.23169360648083348],
                [-0.2249105326646839],
                [0.8542770431031554],
                [0.5445725641405923],
            ],
            gradients={"x": [482.52933546537645]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 9.2.1"),
    see_also=("special.airy_part",),
    tags=("Airy function", "Stokes"),
)
