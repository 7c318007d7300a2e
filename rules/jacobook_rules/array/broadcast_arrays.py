"""Several arrays repeated to one common shape."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def broadcast_arrays(*args: Array) -> tuple[Array, ...]:
    """Each array broadcast to the shape of them all."""
    shape = shapes.broadcast(*map(shapes.of, args))
    return tuple(op.broadcast_to(x, shape=shape) for x in args)


rule = derived(
    id="array.broadcast_arrays",
    title="Broadcast to a common shape",
    summary="Several arrays repeated to the shape that they broadcast to.",
    function="concatenate([x, y * ones(n)])",
    operands="x:(n); y:()",
    derivative={"vjp[y]": "sum(z_bar[n:])", "d": "concatenate([dx, dy * ones(n)])"},
    result="z",
    conditions="The formulas lay the entries of the two arrays end to end.",
    expand=broadcast_arrays,
    numpy=("numpy.broadcast_arrays",),
    analytic=True,
    why="An entry that is repeated collects the cotangents of its copies.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": 3.0},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 3.0, 3.0],
            gradients={"x": [1.0, 10.0], "y": 1100.0},
        ),
    ),
    references=("NumPy reference, broadcast_arrays",),
    see_also=("array.broadcast_to", "array.meshgrid"),
)
