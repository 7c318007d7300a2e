"""Running maxima."""

from typing import Any

from jacobook import TestVector, general, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def primal(x: Array, *, axis: int = 0) -> Array:
    """The largest entry so far, along `axis`."""
    import numpy as np

    return np.maximum.accumulate(x, axis=axis)


def shares(x: Any, y: Any, axis: int) -> Any:
    """How many entries have attained each maximum so far, and for each rank among them the places."""
    import numpy as np

    along = np.ones(x.ndim, int)
    along[axis] = x.shape[axis]
    numbers = np.arange(x.shape[axis]).reshape(along)
    rises = np.diff(y, axis=axis, prepend=-np.inf) != 0
    start = np.maximum.accumulate(np.where(rises, numbers, 0), axis=axis)
    attained = x == y
    total = np.cumsum(attained, axis=axis)
    rank = total - np.take_along_axis(total, start, axis=axis) + 1
    chosen = (attained & (rank == r + 1) for r in range(rank.max(initial=0)))
    return rank, [np.maximum.accumulate(np.where(c, numbers, 0), axis=axis) for c in chosen]


def push_x(x_dot: Array, y: Array, x: Array, *, axis: int = 0) -> Array:
    """`y_dot`: the tangent of the entry that is the largest so far; of tied ones, their mean."""
    import numpy as np

    held = stop(y)
    with np.errstate(invalid="ignore"):
        rank, places = shares(stop(x), held, axis)
    share = np.where(np.isnan(held), nan, 1 / rank).astype(held.dtype)
    y_dot = np.zeros_like(held)
    for r, place in enumerate(places):
        gathered = op.take_along_axis(x_dot, indices=place, axis=axis)
        y_dot = y_dot + op.where(rank > r, gathered * share, 0.0)
    return y_dot


def unchanged(x: shapes.Shape, *, axis: int = 0) -> shapes.Shape:
    """The shape of the operand."""
    return x


rule = general(
    id="array.cummax",
    title="Running maximum",
    summary="The largest of each entry and all those before it.",
    function="cummax(x)",
    operands="x:(n) distinct",
    derivative={
        "vjp[x]": "y_bar @ where(y[:, None] == x, 1.0, 0.0)",
        "jac[x]": "where(y[:, None] == x, 1.0, 0.0)",
        "d": "where(y[:, None] == x, 1.0, 0.0) @ dx",
    },
    conditions="The entries are distinct.",
    op="cummax",
    primal=primal,
    parameters={"axis": 0},
    shape=unchanged,
    pushforward={"x": push_x},
    variants=({"axis": 1}, {"axis": -1}),
    why=(
        "Near a point with distinct entries each output stays a copy of the same entry. So an entry "
        "collects the cotangents from its own place on, until a larger one comes."
    ),
    pitfalls=(
        "At a tie the entries that have attained the maximum so far share the slope equally. "
        "PyTorch gives all of it to the last one."
    ),
    vectors=(
        TestVector(
            operands={"x": [2.0, 1.0, 5.0, 3.0]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[2.0, 2.0, 5.0, 5.0],
            gradients={"x": [11.0, 0.0, 1100.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [1.0, 1.0, 0.0]},
            value=[1.0, 1.0, 1.0],
            gradients={"x": [2.0, 1.0, 0.0]},
            why="Equal shares: the first output is the first entry, the others are both by halves.",
        ),
        TestVector(
            name="nan",
            operands={"x": [1.0, nan, 2.0]},
            value=[1.0, nan, nan],
            gradients={"x": [nan, 0.0, 0.0]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, ufunc.accumulate",),
    see_also=("array.cummin", "reduce.max", "array.cumsum"),
    tags=("cumulative maximum", "accumulate", "drawdown", "high-water mark"),
)
