"""Arrays joined along an axis."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, *xs: Array, position: int, axis: int | None) -> Array:
    """`x_bar`: the piece of the cotangent where this operand was put."""
    until = [shapes.of(x) for x in xs[: position + 1]]
    sizes: list[Any] = [shapes.count(shape) if axis is None else shape[axis] for shape in until]
    piece = slice(sum(sizes[:-1]), sum(sizes))
    if axis is None:
        return op.reshape(y_bar[piece], shape=xs[position].shape)
    return y_bar[shapes.along(axis, piece, y.ndim)]


rule = linear(
    id="array.concatenate_all",
    title="Concatenate any number of arrays",
    summary="Arrays joined along an axis that they have.",
    function="concatenate([xs])",
    operands="*xs:(n)",
    op="concatenate",
    primal="numpy.concatenate",
    full_call="concatenate_call",
    numpy=("numpy.concat",),
    parameters={"axis": 0},
    shape=shapes.concatenated,
    adjoint=adjoint,
    variants=({"axis": -1}, {"axis": 1}, {"axis": None}),
    analytic=True,
    why="Every entry is copied to one place, so each operand reads its own piece of the cotangent.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0, 4.0, 5.0]]},
            cotangent=[1.0, 10.0, 100.0, 1000.0, 10000.0],
            value=[1.0, 2.0, 3.0, 4.0, 5.0],
            gradients={"xs": [[1.0, 10.0], [100.0, 1000.0, 10000.0]]},
        ),
        TestVector(
            name="matrices side by side",
            operands={"xs": [[[1.0], [2.0]], [[3.0, 4.0], [5.0, 6.0]]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]],
            value=[[1.0, 3.0, 4.0], [2.0, 5.0, 6.0]],
            gradients={"xs": [[[1.0], [10.0]], [[2.0, 3.0], [20.0, 30.0]]]},
        ),
    ),
    references=("NumPy reference, concatenate",),
    see_also=("array.concatenate", "array.stack_all", "array.block_all", "array.split"),
)
