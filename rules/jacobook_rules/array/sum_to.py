"""Summing an array back to a shape that it was broadcast from."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, shape: shapes.Shape) -> Array:
    """`x` summed over the axes which broadcasting `shape` would add or stretch."""
    axes = shapes.stretched_axes(shape, x.shape)
    return op.reshape(op.sum(x, axis=axes), shape=shape) if axes else x


def adjoint(y_bar: Array, y: Array, x: Array, *, shape: shapes.Shape) -> Array:
    """`x_bar`: the cotangent broadcast to the shape of `x`."""
    return op.broadcast_to(y_bar, shape=x.shape)


def target(x: shapes.Shape, *, shape: shapes.Shape) -> shapes.Shape:
    """The shape asked for."""
    return shape


rule = linear(
    id="array.sum_to",
    title="Sum back to a shape",
    summary="The adjoint of broadcasting: sums over the axes that broadcasting added or stretched.",
    function="sum_to(X, (n,))",
    operands="X:(m,n)",
    derivative={"d": "sum_to(dX, (n,))", "vjp[X]": "broadcast_to(y_bar, (m, n))"},
    primal=primal,
    parameters={"shape": ()},
    shape=target,
    adjoint=adjoint,
    analytic=True,
    why="Every copy that broadcasting made of an entry sends its cotangent back to that entry.",
    vectors=(
        TestVector(
            operands={"X": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]},
            parameters={"shape": (2,)},
            value=[9.0, 12.0],
            gradients={"X": [[1.0, 1.0], [1.0, 1.0], [1.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, broadcasting",),
    see_also=("array.broadcast_to", "array.add"),
    aliases=("unbroadcast",),
)
