"""Axes moved to other places."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array

Places = int | tuple[int, ...]


def places(axes: Places, rank: int) -> list[int]:
    """Axes counted from the front, in their order."""
    given = axes if isinstance(axes, tuple | list) else (axes,)
    shapes.normalise_axes(tuple(given), rank)
    return [axis % rank for axis in given]


def moveaxis(a: Array, source: Places, destination: Places) -> Array:
    """`a` with the axes `source` at the places `destination`; the others keep their order."""
    pairs = zip(places(destination, a.ndim), places(source, a.ndim), strict=True)
    order = [i for i in range(a.ndim) if i not in places(source, a.ndim)]
    for target, axis in sorted(pairs):
        order.insert(target, axis)
    return op.transpose(a, axes=tuple(order))


rule = derived(
    id="array.moveaxis",
    title="Move axes",
    summary="Some axes moved to other places, the others in their order.",
    function="transpose(X, (1, 2, 0))",
    operands="X:(m,n,k)",
    result="Y",
    derivative={"vjp[X]": "transpose(Y_bar, (2, 0, 1))", "d": "transpose(dX, (1, 2, 0))"},
    expand=moveaxis,
    numpy=("numpy.moveaxis",),
    parameters={"source": 0, "destination": -1},
    variants=(
        {"source": -1, "destination": 0},
        {"source": (0, 1), "destination": (-1, 0)},
        {"source": (2, 0), "destination": (0, 1)},
    ),
    analytic=True,
    why="It is a transpose.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 3.0], [2.0, 4.0]],
            gradients={"X": [[1.0, 100.0], [10.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, moveaxis",),
    see_also=("array.transpose_axes", "array.swapaxes"),
)
