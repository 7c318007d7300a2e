"""The exponential linear unit."""

from jacobook import TestVector, elementwise, inf, nan
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, a: Array) -> Array:
    """`x` where it is positive, `a * (exp(x) - 1)` elsewhere; nothing overflows on the way."""
    return op.where(x > 0, x, a * op.expm1(op.minimum(x, 0)))


rule = elementwise(
    id="act.elu",
    title="Exponential linear unit (ELU)",
    summary="Each entry where it is positive; elsewhere an exponential that levels off.",
    function="elu(x, a)",
    operands="x:(n) nonzero; a:() pos",
    partials={
        "x": "where(x > 0, 1.0, a * exp(minimum(x, 0)))",
        "a": "expm1(minimum(x, 0))",
    },
    also={
        "true": "where(x > 0, 1.0, a * exp(x)) == where(x > 0, 1.0, y + a)",
        "same": "where(x > 0, x, a * (exp(x) - 1))",
    },
    conditions="No entry of x is zero, unless a is 1.",
    primal=primal,
    why=(
        "Right of 0 the slope is 1. Left of it the chain rule on `a * (exp(x) - 1)` gives "
        "`a * exp(x)`, which is the value plus `a`."
    ),
    pitfalls=(
        "The short form `y + a` loses its digits where the slope is small, since `y` is close to "
        "`-a` there. In `where(x > 0, x, a * expm1(x))` both branches are computed: the "
        "exponential of a large entry overflows, although nobody asked for it."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, -1.0, -3.0], "a": 2.0},
            value=[2.0, -1.2642411176571153, -1.900425863264272],
            gradients={
                "x": [1.0, 0.7357588823428847, 0.09957413673572789],
                "a": -1.5823334904606938,
            },
            source="mpmath, 50 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="kink",
            operands={"x": [0.0], "a": 0.5},
            value=[0.0],
            gradients={"x": [0.5], "a": 0.0},
            why="The slope from the left, which is the one of least size if a is below 1.",
        ),
        TestVector(
            name="far out",
            operands={"x": [1000.0, inf, -100.0, -inf, nan], "a": 2.0},
            value=[1000.0, inf, -2.0, -2.0, nan],
            gradients={"x": [1.0, 1.0, 7.440151952041672e-44, 0.0, nan]},
            why=(
                "No exponential of a large entry is computed, and the small slope is not lost; "
                "an undefined value has an undefined slope."
            ),
        ),
    ),
    references=("Clevert, Unterthiner & Hochreiter 2016",),
    see_also=("act.selu", "act.celu", "act.leaky_relu", "ufunc.expm1"),
    tags=("ELU", "exponential linear unit", "activation"),
)
