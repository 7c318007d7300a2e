"""The fractional part and the whole part."""

from jacobook import TestVector, derived, inf
from jacobook import operations as op
from jacobook.rule import Array


def modf(x: Array) -> tuple[Array, Array]:
    """`x - trunc(x)` and `trunc(x)`; an infinite number has the fraction 0."""
    whole = op.trunc(x)
    return op.where(op.absolute(x) == inf, 0.0 * op.sign(x), x - whole), whole


rule = derived(
    id="ufunc.modf",
    title="Fractional and whole part",
    summary="Each entry taken apart into its fraction and its whole number, both with its sign.",
    function="concatenate([x - trunc(x), trunc(x)])",
    operands="x:(n) nonint",
    derivative={"vjp[x]": "y_bar[:n]"},
    conditions="x is not a whole number; the formulas lay both results end to end.",
    expand=modf,
    numpy=("numpy.modf",),
    skip={"keywords": "NumPy itself refuses one array as out= of a function with two values."},
    why="Between two jumps the whole part is constant, so the fraction moves with `x`.",
    vectors=(
        TestVector(
            operands={"x": [2.75, -1.25]},
            cotangent=[3.0, 4.0, 50.0, 60.0],
            value=[0.75, -0.25, 2.0, -1.0],
            gradients={"x": [3.0, 4.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="jump",
            operands={"x": [2.0]},
            value=[0.0, 2.0],
            cotangent=[1.0, 10.0],
            gradients={"x": [1.0]},
            why="The whole part is flat by convention, also at its jumps.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=("ufunc.modf_frac", "ufunc.trunc"),
)
