"""The coordinates of the points of a grid."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def meshgrid(
    *xi: Array, copy: bool = True, sparse: bool = False, indexing: str = "xy"
) -> tuple[Array, ...]:
    """For each vector an array with its entries along its own axis, repeated along the others.

    The first two axes are exchanged unless `indexing` is `"ij"`.
    """
    if indexing not in ("xy", "ij"):
        raise ShapeError(f"meshgrid: indexing={indexing!r} is neither 'xy' nor 'ij'")
    places = list(range(len(xi)))
    if indexing == "xy" and len(xi) > 1:
        places[:2] = [1, 0]
    sizes = [shapes.count(shapes.of(x)) for x in xi]
    grid = tuple(sizes[places.index(axis)] for axis in range(len(xi)))
    columns = [
        op.reshape(x, shape=tuple(n if axis == place else 1 for axis in range(len(xi))))
        for x, n, place in zip(xi, sizes, places, strict=True)
    ]
    return tuple(columns if sparse else (op.broadcast_to(x, shape=grid) for x in columns))


rule = derived(
    id="array.meshgrid",
    title="Coordinates of a grid",
    summary="From one vector for each axis, the coordinates of all points of a grid.",
    function="concatenate([reshape(ones(n)[:, None] * x, (-1,)), reshape(y[:, None] * ones(m), (-1,))])",
    operands="x:(m); y:(n)",
    result="z",
    conditions="The formula lays the entries of the two arrays end to end.",
    derivative={
        "d": (
            "concatenate([reshape(ones(n)[:, None] * dx, (-1,)), "
            "reshape(dy[:, None] * ones(m), (-1,))])"
        ),
    },
    expand=meshgrid,
    numpy=("numpy.meshgrid",),
    parameters={"copy": True, "sparse": False, "indexing": "xy"},
    variants=({"indexing": "ij"}, {"sparse": True}),
    analytic=True,
    why="Each coordinate is repeated over the grid, and collects the cotangents of its copies.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0], "y": [3.0, 4.0]},
            cotangent=[1.0, 2.0, 3.0, 4.0, 10.0, 20.0, 30.0, 40.0],
            value=[1.0, 2.0, 1.0, 2.0, 3.0, 3.0, 4.0, 4.0],
            gradients={"x": [4.0, 6.0], "y": [30.0, 70.0]},
        ),
    ),
    references=("NumPy reference, meshgrid",),
    see_also=("array.broadcast_to",),
)
