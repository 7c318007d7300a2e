"""The entries moved on, those at the end back to the front."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, x: Array, *, shift: Any, axis: shapes.Axis) -> Array:
    """`x_bar`: the cotangent moved back by the same shift."""
    back = tuple(-s for s in shift) if isinstance(shift, list | tuple) else -shift
    return op.roll(y_bar, shift=back, axis=axis)


rule = linear(
    id="array.roll",
    title="Roll (cyclic shift)",
    summary="The entries moved on by some places; those pushed out come in at the front.",
    function="roll(x, 2)",
    operands="x:(n)",
    derivative={"vjp[x]": "roll(y_bar, -2)", "d": "roll(dx, 2)"},
    primal="numpy.roll",
    parameters={"shift": 2, "axis": None},
    shape=shapes.unchanged,
    adjoint=adjoint,
    variants=(
        {"shift": -1, "axis": 0},
        {"shift": 1, "axis": -1},
        {"shift": (1, -2), "axis": (0, 1)},
        {"shift": 1, "axis": (0, 1)},
        {"shift": 7},
    ),
    analytic=True,
    why="Entry `i` moves to place `i + 2`, counted around the end; the adjoint moves it back.",
    pitfalls="Without an axis the array is rolled as one long vector.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 3.0]},
            parameters={"shift": 1},
            cotangent=[1.0, 10.0, 100.0],
            value=[3.0, 1.0, 2.0],
            gradients={"x": [10.0, 100.0, 1.0]},
        ),
    ),
    references=("NumPy reference, roll",),
    see_also=("array.flip",),
)
