"""Slopes of a curve that is given by points."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def gradient(f: Array, *varargs: Array, axis: Any = None, edge_order: int = 1) -> Any:
    """The slope at every point, along one axis or along each.

    Raises:
        ShapeError: the distances do not fit the axes, or there are too few points.
    """
    if isinstance(f, list | tuple):
        f = op.stack(*f, axis=0)
    rank = len(f.shape)
    given = range(rank) if axis is None else axis if isinstance(axis, tuple | list) else (axis,)
    shapes.normalise_axes(tuple(given), rank)
    same = len(varargs) == 1 and not shapes.of(varargs[0])
    spacings = varargs * len(given) if same else varargs or (1.0,) * len(given)
    if len(spacings) != len(given) or edge_order not in (1, 2):
        raise ShapeError("gradient: give a distance for each axis, and edge_order 1 or 2")
    made = [along(f, h, i % rank, edge_order) for h, i in zip(spacings, given, strict=True)]
    return made[0] if len(made) == 1 else tuple(made)


def along(f: Array, spacing: Array, axis: int, edge_order: int) -> Array:
    """The slopes along one axis, by the slopes of the lines between neighbours.

    Inside, the two lines are mixed, the shorter one counting more; at the ends there is one line,
    or with `edge_order=2` the parabola through three points.
    """
    size, places = f.shape[axis], shapes.of(spacing)
    if size < edge_order + 1 or places not in ((), (size,)):
        raise ShapeError(f"gradient: {size} points with distances of shape {shapes.show(places)}")

    def cut(x: Array, start: int | None, stop: int | None) -> Array:
        return op.getitem(x, index=shapes.along(axis, slice(start, stop), len(f.shape)))

    gaps, part = spacing, 0.5
    if places:
        shape = tuple(-1 if i == axis else 1 for i in range(len(f.shape)))
        gaps = op.reshape(op.diff(spacing), shape=shape)
        part = cut(gaps, None, -1) / (cut(gaps, None, -1) + cut(gaps, 1, None))
    lines = op.diff(f, axis=axis) / gaps
    bend = cut(lines, 1, None) - cut(lines, None, -1)
    inner = cut(lines, None, -1) + part * bend
    first, last = cut(lines, None, 1), cut(lines, -1, None)
    if edge_order == 2:
        first = first - cut(part * bend, None, 1)
        last = last + cut((1 - part) * bend, -1, None)
    return op.concatenate(first, inner, last, axis=axis)


rule = derived(
    id="array.gradient",
    title="Slopes between points",
    summary="The slopes of a curve given by points: central differences, one-sided at the ends.",
    function="concatenate([y[1:2] - y[:1], (y[2:] - y[:-2]) / 2, y[-1:] - y[-2:-1]])",
    operands="y:(5)",
    result="z",
    derivative={
        "d": "concatenate([dy[1:2] - dy[:1], (dy[2:] - dy[:-2]) / 2, dy[-1:] - dy[-2:-1]])"
    },
    expand=gradient,
    numpy=("numpy.gradient",),
    parameters={"axis": None, "edge_order": 1},
    variants=({"edge_order": 2}, {"axis": -1}),
    analytic=True,
    why=(
        "Each slope is a mixture of differences of neighbours, so it is linear in the heights. The "
        "places of the points enter by their distances, and may be differentiated by as well."
    ),
    pitfalls="With several axes NumPy returns a tuple: one array for each.",
    vectors=(
        TestVector(
            operands={"y": [1.0, 3.0, 9.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[2.0, 4.0, 6.0],
            gradients={"y": [-6.0, -99.0, 105.0]},
        ),
        TestVector(
            name="parabolas at the ends",
            operands={"y": [1.0, 3.0, 9.0]},
            parameters={"edge_order": 2},
            cotangent=[1.0, 10.0, 100.0],
            value=[0.0, 4.0, 8.0],
            gradients={"y": [43.5, -198.0, 154.5]},
        ),
    ),
    references=("NumPy reference, gradient",),
    see_also=("array.diff", "array.trapezoid"),
)
