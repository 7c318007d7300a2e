"""The weight of Andrews' sine."""

from jacobook import TestVector, elementwise, nan, pi
from jacobook import operations as op
from jacobook.rule import Array


def primal(c: Array, r: Array) -> Array:
    """`sin(x) / x` at `x = r / c`, and 0 beyond half a turn."""
    turns = op.minimum(abs(r) / (pi * c), 1.0)
    return op.where(abs(r) > pi * c, 0.0, op.sinc(turns)) * 1.0


rule = elementwise(
    id="robust.weight.andrews",
    title="Weight of Andrews' sine",
    summary="How much a residual counts: the middle arch of a cardinal sine.",
    function="andrews_weight(c, r)",
    operands="c:() pos; r:(n)",
    op="andrews_weight",
    partials={
        "c": "where(abs(r) > pi * c, 0.0, -r / c * sinc_derivative(r / (pi * c), order=1) / (pi * c))",
        "r": "where(abs(r) > pi * c, 0.0, sinc_derivative(r / (pi * c), order=1) / (pi * c))",
    },
    also={
        "elem[r]": "where(abs(r) > pi * c, 0.0, (cos(r / c) - sinc(r / (pi * c))) / r)",
        "same": "where(abs(r) > pi * c, 0.0, sinc(r / (pi * c)))",
    },
    primal=primal,
    why=(
        "The influence `c * sin(r / c)` divided by `r` is a cardinal sine, whose rule in the book "
        "knows all its derivatives at zero too. Half a turn from zero the arch ends."
    ),
    pitfalls="At `abs(r) = pi * c` the weight has a kink; the slope from inside is taken.",
    vectors=(
        TestVector(
            operands={"c": 2.0, "r": [1.0, -7.0]},
            value=[0.958851077208406, 0.0],
            gradients={"c": 0.0406342576590166, "r": [-0.0812685153180332, 0.0]},
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="zero residual",
            operands={"c": 2.0, "r": [0.0]},
            value=[1.0],
            gradients={"c": 0.0, "r": [0.0]},
            why="The top of the arch, where the quotient itself is undefined.",
        ),
        TestVector(
            name="nan",
            operands={"c": 2.0, "r": [nan]},
            value=[nan],
            gradients={"r": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("Holland & Welsch 1977, table 1", "Andrews 1974"),
    see_also=("robust.redescending.andrews", "ufunc.sinc", "robust.model.irls"),
    tags=("robust weight", "IRLS"),
)
