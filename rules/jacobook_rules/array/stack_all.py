"""Arrays joined along a new axis."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(y_bar: Array, y: Array, *xs: Array, position: int, axis: int) -> Array:
    """`x_bar`: the slice of the cotangent where this operand was put."""
    return op.getitem(y_bar, index=shapes.along(axis, position, y.ndim))


rule = linear(
    id="array.stack_all",
    title="Stack any number of arrays",
    summary="Arrays of one shape joined along a new axis.",
    function="stack([xs])",
    operands="*xs:(n)",
    op="stack",
    primal="numpy.stack",
    full_call="stack_call",
    parameters={"axis": 0},
    shape=shapes.stacked,
    adjoint=adjoint,
    variants=({"axis": -1}, {"axis": 1}),
    analytic=True,
    why="Operand `i` becomes slice `i` of the result, and reads its cotangent there.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [3.0, 4.0]],
            gradients={"xs": [[1.0, 10.0], [100.0, 1000.0]]},
        ),
        TestVector(
            name="as columns",
            operands={"xs": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]],
            value=[[1.0, 4.0], [2.0, 5.0], [3.0, 6.0]],
            gradients={"xs": [[1.0, 10.0, 100.0], [2.0, 20.0, 200.0]]},
        ),
    ),
    references=("NumPy reference, stack",),
    see_also=("array.stack", "array.concatenate_all", "array.unstack"),
)
