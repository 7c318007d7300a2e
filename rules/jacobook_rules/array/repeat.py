"""Every entry repeated."""

from typing import Any

from jacobook import TestVector, linear, shapes
from jacobook import operations as op
from jacobook.rule import Array


def counts(repeats: Any) -> tuple[int, ...] | int:
    """How often each entry is repeated; one number if it is the same for all."""
    if not shapes.of(repeats):
        return int(repeats)
    each = tuple(int(r) for r in repeats)
    return each[0] if len(each) == 1 else each


def target(x: shapes.Shape, *, repeats: Any, axis: int | None) -> shapes.Shape:
    """The shape with the repeated axis longer; without an axis, that of a vector."""
    if axis is None or not x:
        x, axis = shapes.filled_in(x, (-1,)), 0
    (place,) = shapes.normalise_axes(axis, len(x))
    times = counts(repeats)
    size = shapes.times(x[place], times) if isinstance(times, int) else sum(times)
    return (*x[:place], size, *x[place + 1 :])


def adjoint(y_bar: Array, y: Array, x: Array, *, repeats: Any, axis: int | None) -> Array:
    """`x_bar`: for each entry, the sum over its copies."""
    shape = (shapes.count(x.shape),) if axis is None or not x.ndim else x.shape
    (place,) = shapes.normalise_axes(0 if axis is None else axis, len(shape))
    times = counts(repeats)
    if isinstance(times, int):
        copies = op.reshape(y_bar, shape=(*shape[: place + 1], times, *shape[place + 1 :]))
        return op.reshape(op.sum(copies, axis=place + 1), shape=x.shape)
    origin = [entry for entry, n in enumerate(times) for _ in range(n)]
    index = shapes.along(place, origin, len(shape))
    return op.reshape(op.scatter(y_bar, index=index, shape=shape), shape=x.shape)


rule = linear(
    id="array.repeat",
    title="Repeat each entry",
    summary="Every entry repeated, a given number of times.",
    function="repeat(x, 2)",
    operands="x:(n)",
    derivative={"vjp[x]": "sum(reshape(y_bar, (n, 2)), axis=1)", "d": "repeat(dx, 2)"},
    primal="numpy.repeat",
    parameters={"repeats": 2, "axis": None},
    shape=target,
    adjoint=adjoint,
    variants=({"repeats": 3, "axis": 0}, {"repeats": 2, "axis": -1}, {"repeats": 0}),
    analytic=True,
    why="Entry `j` of `x` appears twice, side by side, and collects both cotangents.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0]},
            parameters={"repeats": 2},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 1.0, 2.0, 2.0],
            gradients={"x": [11.0, 1100.0]},
        ),
        TestVector(
            name="a number for each row",
            operands={"x": [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]},
            parameters={"repeats": (2, 0, 1), "axis": 0},
            cotangent=[[1.0, 2.0], [10.0, 20.0], [100.0, 200.0]],
            value=[[1.0, 2.0], [1.0, 2.0], [5.0, 6.0]],
            gradients={"x": [[11.0, 22.0], [0.0, 0.0], [100.0, 200.0]]},
        ),
    ),
    references=("NumPy reference, repeat",),
    see_also=("array.tile", "array.broadcast_to"),
)
