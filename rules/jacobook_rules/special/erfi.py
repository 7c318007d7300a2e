"""The imaginary error function."""

from jacobook import TestVector, elementwise, inf

rule = elementwise(
    id="special.erfi",
    title="Imaginary error function",
    summary="The error function along the imaginary axis, which grows without bound.",
    function="erfi(x)",
    operands="x:(n)",
    partials={"x": "2 / sqrt(pi) * exp(x**2)"},
    primal="scipy.special.erfi",
    analytic=True,
    why=(
        "`y` is `2 / sqrt(pi)` times the integral of `exp(t**2)` from 0 to `x`; the integrand at "
        "`x` is the slope."
    ),
    pitfalls=("It overflows beyond about 26; `dawsn(x)` is the same times a decaying exponential."),
    vectors=(
        TestVector(
            operands={"x": [0.5, -1.25]},
            value=[0.614952094696511, -2.669134288682375],
            gradients={"x": [1.448867530211582, 5.383195934303528]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="overflow",
            operands={"x": [30.0]},
            value=[inf],
            gradients={"x": [inf]},
            why="Value and slope grow without bound.",
        ),
    ),
    references=("SciPy special reference", "DLMF, section 7.2"),
    see_also=("special.erf", "special.dawsn"),
    tags=("erfi",),
)
