"""Dot products of the vectors in two stacks."""

from jacobook import TestVector, multilinear, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def _times(y_bar: Array, other: Array, shape: shapes.Shape, axis: int) -> Array:
    """The cotangent of one operand: `y_bar` times the other, summed back to `shape`."""
    if axis == -1:
        return op.sum_to(y_bar[..., None] * other, shape=shape)
    last = shapes.axis_last(other.ndim, axis)
    own = shapes.axis_last(len(shape), axis)
    product = y_bar[..., None] * op.transpose(other, axes=last)
    moved = op.sum_to(product, shape=shapes.transposed(shape, own))
    return op.transpose(moved, axes=shapes.inverse_order(own))


def pull_a(y_bar: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`a_bar = y_bar[..., None] * b`. Shape: that of `a`."""
    return _times(y_bar, b, a.shape, axis)


def pull_b(y_bar: Array, y: Array, a: Array, b: Array, *, axis: int = -1) -> Array:
    """`b_bar = y_bar[..., None] * a`. Shape: that of `b`."""
    return _times(y_bar, a, b.shape, axis)


def target(a: shapes.Shape, b: shapes.Shape, *, axis: int = -1) -> shapes.Shape:
    """The stacks broadcast, without the axis of the vectors."""
    moved = (shapes.transposed(s, shapes.axis_last(len(s), axis)) for s in (a, b))
    first, second = moved
    if first[-1] != second[-1]:
        raise ShapeError(
            f"vecdot: A is {shapes.show(a)} and B is {shapes.show(b)}; along axis {axis} the "
            f"sizes {first[-1]} and {second[-1]} differ"
        )
    return shapes.broadcast(first[:-1], second[:-1])


rule = multilinear(
    id="linalg.vecdot",
    title="Row-wise dot product",
    summary="The dot product of each row of one matrix with the same row of another.",
    function="vecdot(A, B)",
    operands="A:(m,n); B:(m,n)",
    derivative={
        "vjp[A]": "y_bar[:, None] * B",
        "vjp[B]": "y_bar[:, None] * A",
        "d": "sum(dA * B + A * dB, axis=-1)",
        "same": "sum(A * B, axis=-1)",
    },
    primal="numpy.vecdot",
    complex="complex_vecdot",
    numpy=("numpy.linalg.vecdot",),
    parameters={"axis": -1},
    shape=target,
    pullback={"A": pull_a, "B": pull_b},
    variants=({"axis": 0},),
    why="Row `i` of the one is paired with row `i` of the other only, as in a dot product.",
    vectors=(
        TestVector(
            operands={
                "A": [[1.0, 2.0, 0.0], [3.0, 4.0, 5.0]],
                "B": [[1.0, -1.0, 2.0], [0.0, 2.0, 1.0]],
            },
            cotangent=[1.0, 10.0],
            value=[-1.0, 13.0],
            gradients={
                "A": [[1.0, -1.0, 2.0], [0.0, 20.0, 10.0]],
                "B": [[1.0, 2.0, 0.0], [30.0, 40.0, 50.0]],
            },
        ),
    ),
    references=("NumPy reference, vecdot",),
    see_also=("reduce.dot", "linalg.inner_matrix"),
)
