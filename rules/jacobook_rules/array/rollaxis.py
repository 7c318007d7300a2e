"""An axis moved back to another place."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def rollaxis(a: Array, axis: int, start: int = 0) -> Array:
    """`a` with `axis` moved in front of the axis `start`."""
    (place,) = shapes.normalise_axes(axis, a.ndim)
    before = start + a.ndim if start < 0 else start
    if not 0 <= before <= a.ndim:
        raise ShapeError(f"rollaxis: start={start} for an array with {a.ndim} axes")
    order = [i for i in range(a.ndim) if i != place]
    order.insert(before - (place < before), place)
    return op.transpose(a, axes=tuple(order))


rule = derived(
    id="array.rollaxis",
    title="Roll an axis back",
    summary="One axis moved in front of another.",
    function="transpose(X, (2, 0, 1))",
    operands="X:(m,n,k)",
    result="Y",
    derivative={"vjp[X]": "transpose(Y_bar, (1, 2, 0))", "d": "transpose(dX, (2, 0, 1))"},
    expand=rollaxis,
    numpy=("numpy.rollaxis",),
    parameters={"axis": -1, "start": 0},
    variants=({"axis": 0, "start": 2}, {"axis": 1, "start": 3}, {"axis": 2, "start": -2}),
    analytic=True,
    why="It is a transpose.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 3.0], [2.0, 4.0]],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, rollaxis",),
    see_also=("array.moveaxis",),
)
