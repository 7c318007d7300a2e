"""NumPy's call of `cross`, with the axes of the vectors."""

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def cross(
    a: Array, b: Array, axisa: int = -1, axisb: int = -1, axisc: int = -1, axis: int | None = None
) -> Array:
    """The cross products of vectors that lie along the axes named.

    Raises:
        ShapeError: they have not three entries.
    """
    if axis is not None:
        axisa = axisb = axisc = axis
    rows = [op.moveaxis(x, source=i, destination=-1) for x, i in ((a, axisa), (b, axisb))]
    if any(shapes.of(row)[-1:] != (3,) for row in rows):
        raise ShapeError(
            "cross: vectors of three entries are needed (append a 0); the shapes are "
            f"{shapes.show(shapes.of(a))} and {shapes.show(shapes.of(b))}"
        )
    return op.moveaxis(op.cross(*rows), source=-1, destination=axisc)


rule = derived(
    id="linalg.cross_call",
    title="Cross product along an axis",
    summary="The cross products of vectors which lie along any axis of two arrays.",
    function="cross(a.T, b.T).T",
    operands="a:(3,n); b:(3,n)",
    derivative={
        "vjp[a]": "cross(b.T, y_bar.T).T",
        "vjp[b]": "cross(y_bar.T, a.T).T",
    },
    expand=cross,
    parameters={"axis": 0},
    analytic=True,
    why="The vectors are moved to the last axis, and what comes out is moved back.",
    vectors=(
        TestVector(
            operands={"a": [[1.0], [2.0], [3.0]], "b": [[4.0], [0.0], [-1.0]]},
            cotangent=[[1.0], [0.0], [10.0]],
            value=[[-2.0], [13.0], [-8.0]],
            gradients={"a": [[0.0], [-41.0], [0.0]], "b": [[-20.0], [7.0], [2.0]]},
        ),
    ),
    references=("NumPy reference, cross",),
    see_also=("linalg.cross", "array.moveaxis"),
)
