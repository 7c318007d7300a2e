"""The sum of the entries."""

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def adjoint(
    y_bar: Array, y: Array, x: Array, *, axis: shapes.Axis = None, keepdims: bool = False
) -> Array:
    """`x_bar`: every entry of `x` receives the cotangent of the sum it went into."""
    if axis is not None and not keepdims:
        y_bar = op.reshape(y_bar, shape=shapes.reduced(x.shape, axis, keepdims=True), order="C")
    return op.broadcast_to(y_bar, shape=x.shape)


rule = linear(
    id="reduce.sum",
    title="Sum of the elements of a vector",
    summary="The sum of the entries, or of those along some axes.",
    function="sum(x)",
    operands="x:(n)",
    derivative={"grad[x]": "ones(n)", "vjp[x]": "y_bar * ones(n)", "d": "sum(dx)"},
    primal="numpy.sum",
    full_call="sum_call",
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    adjoint=adjoint,
    variants=(
        {"axis": 0},
        {"axis": -1},
        {"axis": (0, 1)},
        {"axis": 0, "keepdims": True},
        {"axis": (-1, 0), "keepdims": True},
        {"keepdims": True},
    ),
    analytic=True,
    why="Raising one entry by a small amount raises the sum by the same amount.",
    vectors=(
        TestVector(operands={"x": [1.0, 2.0, 4.0]}, value=7.0, gradients={"x": [1.0, 1.0, 1.0]}),
        TestVector(
            name="along an axis",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis": 1},
            cotangent=[10.0, 20.0],
            value=[3.0, 7.0],
            gradients={"x": [[10.0, 10.0], [20.0, 20.0]]},
        ),
    ),
    references=("Parr & Howard 2018, sections 4.4 and 8.4",),
    see_also=("reduce.mean", "reduce.sum_elementwise", "array.broadcast_to"),
)
