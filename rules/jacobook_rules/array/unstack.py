"""The slices of an array along an axis."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def unstack(x: Array, /, *, axis: int = 0) -> tuple[Array, ...]:
    """One array for each place along the axis, which they no longer have."""
    return tuple(op.getitem(x, index=shapes.along(axis, i, x.ndim)) for i in range(x.shape[axis]))


rule = derived(
    id="array.unstack",
    title="Unstack",
    summary="The slices of an array along an axis.",
    function="reshape(X.T, (-1,))",
    operands="X:(m,n)",
    derivative={"d": "reshape(dX.T, (-1,))"},
    conditions="The formulas speak of all slices, their entries laid end to end.",
    expand=unstack,
    numpy=("numpy.unstack",),
    parameters={"axis": 1},
    variants=({"axis": 0}, {"axis": -1}),
    analytic=True,
    why="Each part is a slice, which passes its cotangent to its own place.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 3.0, 2.0, 4.0],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, unstack",),
    see_also=("array.stack", "array.split"),
)
