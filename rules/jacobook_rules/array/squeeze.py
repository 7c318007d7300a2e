"""Axes of length one removed."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def squeeze(a: Array, axis: shapes.Axis = None) -> Array:
    """`a` without the axes of length one, or without those named."""
    given = tuple(axis) if isinstance(axis, list) else axis
    axes = shapes.normalise_axes(given, a.ndim)
    if axis is not None and any(a.shape[i] != 1 for i in axes):
        raise ShapeError(
            f"squeeze: the axis {axis} of the shape {shapes.show(a.shape)} has not length 1"
        )
    kept = (size for i, size in enumerate(a.shape) if size != 1 or i not in axes)
    return op.reshape(a, shape=tuple(kept))


rule = derived(
    id="array.squeeze",
    title="Remove axes of length one",
    summary="The same entries without axes of length one.",
    function="X[:, 0]",
    operands="X:(m,1)",
    derivative={"vjp[X]": "y_bar[:, None]", "d": "dX[:, 0]"},
    expand=squeeze,
    numpy=("numpy.squeeze",),
    parameters={"axis": None},
    variants=({"axis": 1}, {"axis": -1}, {"axis": (1,)}),
    analytic=True,
    why="The entries stay in order, so it is a reshape.",
    vectors=(
        TestVector(
            operands={"X": [[[1.0], [2.0]]]},
            cotangent=[1.0, 10.0],
            value=[1.0, 2.0],
            gradients={"X": [[[1.0], [10.0]]]},
        ),
    ),
    references=("NumPy reference, squeeze",),
    see_also=("array.expand_dims", "array.reshape"),
)
