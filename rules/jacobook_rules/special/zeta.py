"""The Hurwitz zeta function."""

from jacobook import TestVector, elementwise, inf
from jacobook.rule import Array


def primal(k: Array, x: Array) -> Array:
    """SciPy's function of two arguments."""
    from scipy import special

    return special.zeta(k, x)


rule = elementwise(
    id="special.zeta",
    title="Hurwitz zeta function",
    summary=("The sum of a negative power over all numbers that lie whole steps above the entry."),
    function="zeta(k, x)",
    operands="k:() int(2..4); x:(n) pos",
    partials={"x": "-k * zeta(k + 1, x)"},
    conditions="k > 1 and x > 0; k is held fixed.",
    primal=primal,
    numpy=("scipy.special.zeta",),
    why=(
        "Each term of the sum of `(x + i)**(-k)` has the slope `-k * (x + i)**(-k - 1)`, a term "
        "of the next zeta function."
    ),
    pitfalls=(
        "The derivative by the exponent has no closed form, and a gradient by it is refused. So "
        "Riemann's function of one argument has none here."
    ),
    vectors=(
        TestVector(
            operands={"k": 2, "x": [0.5, 3.0]},
            value=[4.934802200544679, 0.39493406684822646],
            gradients={"x": [-16.82879664423432, -0.15411380631918858]},
            source="mpmath, 50 digits",
        ),
        TestVector(
            name="exponent 2.5",
            operands={"k": 2.5, "x": [0.5, 3.0]},
            value=[6.247110634568812, 0.1647105619542803],
            gradients={"x": [-29.052011658604737, -0.09586379917184551]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="pole",
            operands={"k": 2, "x": [0.0]},
            value=[inf],
            gradients={"x": [-inf]},
            why="The first term has a pole.",
        ),
    ),
    references=("SciPy special reference", "DLMF, equation 25.11.17"),
    see_also=("special.polygamma",),
    tags=("Riemann zeta", "Hurwitz zeta"),
)
