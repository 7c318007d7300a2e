"""A new axis of length one."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand_dims(a: Array, axis: int | tuple[int, ...]) -> Array:
    """`a` with axes of length one, at these places of the result."""
    rank = a.ndim + (len(axis) if isinstance(axis, tuple | list) else 1)
    new = shapes.normalise_axes(tuple(axis) if isinstance(axis, list) else axis, rank)
    sizes = iter(a.shape)
    return op.reshape(a, shape=tuple(1 if i in new else next(sizes) for i in range(rank)))


rule = derived(
    id="array.expand_dims",
    title="Insert an axis",
    summary="The same entries with a new axis of length one.",
    function="X[:, None]",
    operands="X:(m,n)",
    result="Y",
    derivative={"vjp[X]": "Y_bar[:, 0]", "d": "dX[:, None]"},
    expand=expand_dims,
    numpy=("numpy.expand_dims",),
    parameters={"axis": 1},
    variants=({"axis": -1}, {"axis": (0, 2)}, {"axis": (0, -1)}),
    analytic=True,
    why="The entries stay in order, so it is a reshape.",
    vectors=(
        TestVector(
            operands={"X": [1.0, 2.0]},
            parameters={"axis": 1},
            cotangent=[[1.0], [10.0]],
            value=[[1.0], [2.0]],
            gradients={"X": [1.0, 10.0]},
        ),
    ),
    references=("NumPy reference, expand_dims",),
    see_also=("array.squeeze", "array.reshape"),
)
