"""Division with a remainder."""

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def divmod(x: Array, a: Array) -> tuple[Array, Array]:
    """`floor(x / a)` and `x - a * floor(x / a)`."""
    return op.floor_divide(x, a), op.remainder(x, a)


rule = derived(
    id="ufunc.divmod",
    title="Floor division with remainder",
    summary="How often a number fits into another, and what is left, with the sign of the divisor.",
    function="concatenate([floor(x / a), x - a * floor(x / a)])",
    operands="x:(n) nonint; a:(n) range(1.01,1.02)",
    derivative={
        "vjp[x]": "y_bar[n:]",
        "vjp[a]": "-floor(x / a) * y_bar[n:]",
    },
    conditions="x / a is not a whole number; the formulas lay both results end to end.",
    expand=divmod,
    numpy=("numpy.divmod",),
    skip={"keywords": "NumPy itself refuses one array as out= of a function with two values."},
    why="Between two jumps the whole part is constant; what is left is `x` less a multiple of `a`.",
    vectors=(
        TestVector(
            operands={"x": [7.0, -7.0], "a": [2.0, 4.0]},
            cotangent=[5.0, 6.0, 1.0, 10.0],
            value=[3.0, -2.0, 1.0, 1.0],
            gradients={"x": [1.0, 10.0], "a": [-3.0, 20.0]},
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.floor_divide", "ufunc.remainder"),
)
