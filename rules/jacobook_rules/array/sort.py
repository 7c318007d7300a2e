"""The entries in increasing order."""

from typing import Any

from jacobook import TestVector, general, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def order_of(x: Array, axis: int) -> Any:
    """For each place of the sorted array, where its entry was; equal entries keep their order."""
    import numpy as np

    return np.argsort(stop(x), axis=axis, kind="stable")


def entries(x: Array) -> Array:
    """All entries, as a vector."""
    return op.reshape(x, shape=(-1,))


def push_x(x_dot: Array, y: Array, x: Array, *, axis: int | None) -> Array:
    """`y_dot`: the tangents in the order of their entries."""
    if axis is None:
        return push_x(entries(x_dot), y, entries(x), axis=0)
    return op.take_along_axis(x_dot, indices=order_of(x, axis), axis=axis)


def pull_x(y_bar: Array, y: Array, x: Array, *, axis: int | None) -> Array:
    """`x_bar`: each cotangent back at the place its entry came from."""
    if axis is None:
        return op.reshape(pull_x(y_bar, y, entries(x), axis=0), shape=x.shape)
    places = order_of(order_of(x, axis), axis)
    return op.take_along_axis(y_bar, indices=places, axis=axis)


def target(x: shapes.Shape, *, axis: int | None) -> shapes.Shape:
    """The shape of the operand; without an axis, that of a vector."""
    return x if axis is not None else shapes.filled_in(x, (-1,))


rule = general(
    id="array.sort",
    title="Sort",
    summary="The entries in increasing order, along an axis.",
    function="sort(x)",
    operands="x:(n) distinct",
    derivative={
        "vjp[x]": "y_bar @ where(y[:, None] == x, 1.0, 0.0)",
        "jac[x]": "where(y[:, None] == x, 1.0, 0.0)",
        "d": "where(y[:, None] == x, 1.0, 0.0) @ dx",
    },
    conditions="The entries are distinct.",
    op="sort",
    primal="numpy.sort",
    full_call="sort_call",
    parameters={"axis": -1},
    shape=target,
    pushforward={"x": push_x},
    pullback={"x": pull_x},
    variants=({"axis": 0}, {"axis": 1}, {"axis": None}),
    why=(
        "Near a point with distinct entries the order does not change, so sorting moves each entry "
        "to a fixed place: the Jacobian is a permutation of the identity."
    ),
    pitfalls="The slope jumps where two entries change places; its second derivative is 0 elsewhere.",
    vectors=(
        TestVector(
            operands={"x": [5.0, -1.0, 2.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[-1.0, 2.0, 5.0],
            gradients={"x": [100.0, 1.0, 10.0]},
        ),
        TestVector(
            name="each column",
            operands={"x": [[3.0, 1.0], [2.0, 4.0], [1.0, 0.0]]},
            parameters={"axis": 0},
            cotangent=[[1.0, 10.0], [2.0, 20.0], [3.0, 30.0]],
            value=[[1.0, 0.0], [2.0, 1.0], [3.0, 4.0]],
            gradients={"x": [[3.0, 20.0], [2.0, 30.0], [1.0, 10.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [2.0, 1.0, 2.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 2.0, 2.0],
            gradients={"x": [10.0, 1.0, 100.0]},
            why="Equal entries keep their order, as in a stable sort.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0]},
            cotangent=[1.0, 10.0],
            value=[1.0, nan],
            gradients={"x": [10.0, 1.0]},
            why="NumPy sorts an undefined entry to the end; it is moved, not changed.",
        ),
    ),
    references=("NumPy reference, sort",),
    see_also=("reduce.median", "reduce.max", "array.take_along_axis"),
)
