"""One of the Airy functions and their slopes."""

from jacobook import TestVector, general, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, part: int = 0) -> Array:
    """One of the four functions that SciPy returns: Ai, Ai', Bi, Bi'."""
    from scipy import special

    return special.airy(x)[part]


def along_x(direction: Array, y: Array, x: Array, *, part: int = 0) -> Array:
    """`x_bar` or `y_dot`: the next part, or `x` times the one before. Shape: that of `x`."""
    if part % 2:
        return direction * x * op.airy_part(x, part=part - 1)
    return direction * op.airy_part(x, part=part + 1)


rule = general(
    id="special.airy_part",
    title="Airy function",
    summary=(
        "One of four functions: the Airy function Ai, its slope, the Airy function Bi, its slope."
    ),
    function="airy_part(x)",
    operands="x:(n)",
    derivative={"elem[x]": "airy_part(x, part=1)"},
    op="airy_part",
    primal=primal,
    parameters={"part": 0},
    shape=shapes.unchanged,
    pushforward={"x": along_x},
    pullback={"x": along_x},
    variants=({"part": 1}, {"part": 2}, {"part": 3}),
    why=(
        "Parts 1 and 3 are by definition the slopes of parts 0 and 2. Both functions solve Airy's "
        "equation: the second derivative is `x` times the function."
    ),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.23169360648083348, 0.5200454774352992],
            gradients={"x": [-0.2249105326646839, 0.13907956335191776]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="the slope of Ai",
            operands={"x": [0.5, -1.25]},
            parameters={"part": 1},
            value=[-0.2249105326646839, 0.13907956335191776],
            gradients={"x": [0.11584680324041674, -0.650056846794124]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="Bi",
            operands={"x": [0.5, -1.25]},
            parameters={"part": 2},
            value=[0.8542770431031554, -0.045867468727426905],
            gradients={"x": [0.5445725641405923, 0.5998141935575834]},
            source="mpmath, 50 digits",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 9.2.1"),
    see_also=("special.airy", "special.jv"),
    tags=("Airy function", "turning point", "caustic"),
)
