"""Angles without their jumps by whole turns."""

from typing import Any

from jacobook import TestVector, derived, pi, stop
from jacobook.rule import Array


def unwrap(
    p: Array, discont: float | None = None, axis: int = -1, *, period: float = 2 * pi
) -> Array:
    """`p` with whole periods added so that neighbours differ by at most half a period."""
    import numpy as np

    angles: Any = np.asarray(stop(p))
    return p + (np.unwrap(angles, discont, axis=axis, period=period) - angles)


rule = derived(
    id="array.unwrap",
    title="Unwrap angles",
    summary="Angles made continuous: jumps by whole turns are taken out.",
    function="x",
    operands="x:(n) range(-1.5,1.5)",
    derivative={"vjp[x]": "y_bar", "d": "dx"},
    conditions="The formulas are for angles without a jump; no two neighbours are half a turn apart.",
    expand=unwrap,
    numpy=("numpy.unwrap",),
    parameters={"discont": None, "axis": -1},
    variants=({"axis": 0}, {"period": 4.0}),
    why="What is added is a whole number of periods, which does not move with the angles.",
    vectors=(
        TestVector(
            operands={"x": [0.0, 3.0, 1.0]},
            parameters={"period": 2.0},
            cotangent=[1.0, 10.0, 100.0],
            value=[0.0, 1.0, 1.0],
            gradients={"x": [1.0, 10.0, 100.0]},
        ),
    ),
    references=("NumPy reference, unwrap",),
    see_also=("ufunc.remainder", "ufunc.arctan2"),
)
