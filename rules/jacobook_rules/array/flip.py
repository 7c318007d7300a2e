"""The entries in reverse order."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis) -> Array:
    """`x_bar`: the cotangent reversed along the same axes."""
    return op.flip(y_bar, axis=axis)


rule = linear(
    id="array.flip",
    title="Flip",
    summary="The entries in reverse order, along all axes or some.",
    function="flip(x)",
    operands="x:(n)",
    derivative={"vjp[x]": "flip(y_bar)", "d": "flip(dx)", "same": "x[::-1]"},
    primal="numpy.flip",
    parameters={"axis": None},
    shape=shapes.unchanged,
    adjoint=adjoint,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}),
    analytic=True,
    why="Reversing moves every entry to one place, and reversing again moves it back.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[3.0, 2.0, 1.0],
            gradients={"x": [100.0, 10.0, 1.0]},
        ),
    ),
    references=("NumPy reference, flip",),
    see_also=("array.fliplr", "array.flipud", "array.roll", "array.rot90"),
)
