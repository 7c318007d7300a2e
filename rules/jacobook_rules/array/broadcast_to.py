"""A vector repeated along new axes, without copying."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, x: Array, *, shape: shapes.Shape) -> Array:
    """`x_bar`: the cotangents of all copies of an entry, summed."""
    return op.sum_to(y_bar, shape=x.shape)


def target(x: shapes.Shape, *, shape: shapes.Shape) -> shapes.Shape:
    """The shape asked for, if `x` broadcasts to it."""
    if shapes.broadcast(x, shape) != tuple(shape):
        raise ShapeError(
            f"broadcast_to: {shapes.show(x)} does not broadcast to {shapes.show(shape)}"
        )
    return tuple(shape)


rule = linear(
    id="array.broadcast_to",
    title="Broadcast a vector to the rows of a matrix",
    summary="The operand repeated along added or stretched axes, as NumPy broadcasts.",
    function="broadcast_to(x, (m, n))",
    operands="x:(n)",
    derivative={
        "d": "broadcast_to(dx, (m, n))",
        "vjp[x]": "sum(y_bar, axis=0)",
        "same": "outer(ones(m), x)",
    },
    sizes={"m": 3},
    primal="numpy.broadcast_to",
    parameters={"shape": ()},
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="Entry `j` of `x` appears in every row, so it collects the cotangents of column `j`.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            parameters={"shape": (3, 2)},
            value=[[1.0, 2.0], [1.0, 2.0], [1.0, 2.0]],
            gradients={"x": [3.0, 3.0]},
        ),
    ),
    references=("NumPy reference, broadcast_to",),
    see_also=("array.sum_to", "expansion.add"),
)
