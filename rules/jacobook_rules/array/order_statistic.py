"""The entries at given places of the sorted order."""

from typing import Any

from jacobook import TestVector, general, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, place: Any) -> Array:
    """Of each row the entries with these numbers in increasing order, counted from 0.

    Shapes: `x` (..., n), `place` (m,) or (..., m), value (..., m).
    """
    import numpy as np

    places = np.asarray(place)
    chosen = np.broadcast_to(places, (*x.shape[:-1], places.shape[-1]))
    return np.take_along_axis(np.sort(x, axis=-1), chosen, axis=-1)


def pull_x(y_bar: Array, y: Array, x: Array, *, place: Any) -> Array:
    """`x_bar`: each cotangent, shared equally by the entries that equal its value."""
    x_bar = op.scatter(y_bar[..., :0], index=(..., slice(0)), shape=x.shape)
    for j in range(y.shape[-1]):
        value = y[..., j : j + 1]
        equal = (x == value) * stop(value) ** 0
        count = op.sum(equal, axis=-1, keepdims=True)
        x_bar = x_bar + y_bar[..., j : j + 1] * (equal / op.where(count == 0, nan, count))
    return x_bar


def target(x: shapes.Shape, *, place: Any) -> shapes.Shape:
    """One entry of each row for each place."""
    return (*x[:-1], shapes.of(place)[-1])


rule = general(
    id="array.order_statistic",
    title="Order statistics",
    summary="The entries of a vector at given places of its sorted order.",
    function="order_statistic(x, place=(1, 0))",
    operands="x:(n) distinct",
    derivative={
        "d": "where(y[:, None] == x, 1.0, 0.0) @ dx",
        "vjp[x]": "y_bar @ where(y[:, None] == x, 1.0, 0.0)",
        "same": "take(sort(x), (1, 0))",
    },
    conditions="The entries are distinct.",
    op="order_statistic",
    primal=primal,
    parameters={"place": (0,)},
    shape=target,
    pullback={"x": pull_x},
    variants=({"place": (1,)}, {"place": (1, 0, 1)}),
    why=(
        "Near a point with distinct entries the order does not change, so each value is one entry "
        "and moves with it."
    ),
    pitfalls=(
        "Equal entries share the slope equally, so the gradient does not depend on their order. "
        "Sorting and taking an entry gives it to one of them."
    ),
    vectors=(
        TestVector(
            operands={"x": [5.0, -1.0, 2.0]},
            parameters={"place": (2, 0)},
            cotangent=[1.0, 10.0],
            value=[5.0, -1.0],
            gradients={"x": [1.0, 10.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [2.0, 7.0, 2.0]},
            parameters={"place": (1,)},
            value=[2.0],
            gradients={"x": [0.5, 0.0, 0.5]},
            why="Equal entries share the slope equally, whatever their order.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0]},
            parameters={"place": (1,)},
            value=[nan],
            gradients={"x": [nan, nan]},
            why="NumPy sorts an undefined entry to the end; its slope is undefined.",
        ),
    ),
    references=("NumPy reference, partition",),
    see_also=("array.sort", "reduce.quantile", "reduce.median"),
    tags=("k-th smallest", "rank", "sorted order"),
)
