"""The area under a line through points."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def trapezoid(y: Array, x: Array | None = None, dx: Array = 1.0, axis: int = -1) -> Array:
    """The sum of the areas under neighbouring points: their distance times their mean height."""
    import numpy as np

    if isinstance(y, list | tuple):
        y = np.asarray(y)
    shape = y.shape
    left = op.getitem(y, index=shapes.along(axis, slice(None, -1), len(shape)))
    right = op.getitem(y, index=shapes.along(axis, slice(1, None), len(shape)))
    width = dx
    if x is not None:
        one = len(shapes.of(x)) == 1
        width = op.diff(x, axis=-1 if one else axis)
        if one:
            (place,) = shapes.normalise_axes(axis, len(shape))
            width = op.reshape(width, shape=(-1, *(1,) * (len(shape) - 1 - place)))
    return op.sum(width * (left + right) / 2.0, axis=axis)


rule = derived(
    id="array.trapezoid",
    title="Trapezoid rule",
    summary="The integral of a curve that is given by points, joined by straight lines.",
    function="sum(diff(x) * (y[1:] + y[:-1]) / 2)",
    operands="y:(n); x:(n)",
    result="s",
    derivative={
        "vjp[y]": "s_bar * (concatenate([diff(x), zeros(1)]) + concatenate([zeros(1), diff(x)])) / 2",
        "d": "sum(diff(dx) * (y[1:] + y[:-1]) + diff(x) * (dy[1:] + dy[:-1])) / 2",
    },
    expand=trapezoid,
    numpy=("numpy.trapezoid",),
    analytic=True,
    why="Each inner height is part of two areas: its slope is half the distance of its neighbours.",
    vectors=(
        TestVector(
            operands={"y": [1.0, 5.0, 3.0], "x": [0.0, 2.0, 6.0]},
            value=22.0,
            gradients={"y": [1.0, 3.0, 2.0], "x": [-3.0, -1.0, 4.0]},
        ),
    ),
    references=("NumPy reference, trapezoid",),
    see_also=("array.diff", "reduce.sum"),
)
