"""An angle brought back to one turn."""

from jacobook import TestVector, elementwise, pi
from jacobook import operations as op
from jacobook.rule import Array


def wrap_angle(x: Array) -> Array:
    """`x` less the nearest whole number of turns."""
    return x - 2 * pi * op.rint(x / (2 * pi))


rule = elementwise(
    id="geom.rotation.wrap_angle",
    title="Angle within half a turn",
    summary="The angle less whole turns, so that it lies between minus and plus half a turn.",
    function="wrap_angle(x)",
    operands="x:(n) range(3.5,9.1)",
    partials={"x": "1"},
    also={"same": "arctan2(sin(x), cos(x))"},
    conditions="x is no odd multiple of pi.",
    primal=wrap_angle,
    why=(
        "Whole turns are constants: between two jumps the function is `x` less one of them, and "
        "its slope is 1. The form with the arctangent has the same slope, `cos(x)**2 + sin(x)**2`."
    ),
    pitfalls=(
        "The difference of two headings is `wrap_angle(a - b)`, never `a - b`. Least squares in it "
        "have a kink where the headings are opposite."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, -4.0, 7.0]},
            value=[1.0, 2.2831853071795865, 0.7168146928204138],
            gradients={"x": [1.0, 1.0, 1.0]},
            source="mpmath, 60 digits",
        ),
    ),
    special_points=(
        TestVector(
            name="half a turn",
            operands={"x": [3.141592653589793, -3.141592653589793]},
            value=[3.141592653589793, -3.141592653589793],
            gradients={"x": [1.0, 1.0]},
            why="The value jumps by a whole turn; the slopes on both sides are 1.",
        ),
    ),
    references=("Standard, angles modulo a turn",),
    see_also=("geom.rot2", "geom.rotation.log", "ufunc.arctan2"),
    tags=("heading", "angle wrapping"),
)
