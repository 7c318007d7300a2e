"""Values on the line through given points."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes, stop
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def interp(
    x: Array,
    xp: Array,
    fp: Array,
    left: Array | None = None,
    right: Array | None = None,
    period: float | None = None,
) -> Array:
    """The height at each `x` of the line through the points `(xp, fp)`; `xp` increases.

    Raises:
        ShapeError: there are no points, or not as many heights as places.
    """
    import numpy as np

    x, xp, fp = (op.stack(*v, axis=0) if isinstance(v, list | tuple) else v for v in (x, xp, fp))
    if shapes.of(xp) != shapes.of(fp) or len(shapes.of(xp)) != 1 or not len(xp):
        raise ShapeError("interp: xp and fp are vectors of one length, and not empty")
    if period is not None:
        x, xp, fp = wound(x, xp, fp, abs(period))
        left = right = None
    at, knots = np.asarray(stop(x)), np.asarray(stop(xp))
    y = between(x, xp, fp, at, knots)
    for end, beyond, given in ((0, at < knots[0], left), (-1, at > knots[-1], right)):
        flat = fp[end] if given is None else given
        y = op.where(beyond, flat, y)
        edge = (at == knots[end]) & (given is None)
        if np.any(edge):
            y = op.where(edge, 0.5 * y + 0.5 * flat, y)
    return y


def between(x: Array, xp: Array, fp: Array, at: Any, knots: Any) -> Array:
    """The line's height at `x`; at a knot the mean of the lines on both sides, for its slope."""
    import numpy as np

    if knots.size == 1:
        return op.broadcast_to(fp[0], shape=at.shape)
    sides: Any = ("right", "left") if np.any(np.isin(at, knots[1:-1])) else ("right",)
    y: Array = 0.0
    for side in sides:
        i = np.clip(np.searchsorted(knots, at, side=side) - 1, 0, knots.size - 2)
        slope = (fp[i + 1] - fp[i]) / (xp[i + 1] - xp[i])
        y = y + (fp[i] + (x - xp[i]) * slope) / len(sides)
    return y * np.where(np.isnan(at), nan, 1.0).astype(at.dtype) if np.any(np.isnan(at)) else y


def wound(x: Array, xp: Array, fp: Array, period: float) -> tuple[Array, Array, Array]:
    """Places and points within one period, in order, with a point more on either side."""
    import numpy as np

    x, xp = op.remainder(x, period), op.remainder(xp, period)
    order = np.argsort(stop(xp))
    xp, fp = xp[order], fp[order]
    xp = op.concatenate(xp[-1:] - period, xp, xp[:1] + period, axis=0)
    return x, xp, op.concatenate(fp[-1:], fp, fp[:1], axis=0)


def like_x(x: shapes.Shape, xp: shapes.Shape, fp: shapes.Shape) -> shapes.Shape:
    """The shape of `x`."""
    return x


rule = derived(
    id="array.interp",
    title="Linear interpolation",
    summary="Heights on the broken line through given points, flat beyond its ends.",
    function="interp(x, xp, fp)",
    operands="x:(m); xp:(n); fp:(n)",
    conditions="xp increases, and no entry of x is in it.",
    expand=interp,
    numpy=("numpy.interp",),
    shape=like_x,
    why=(
        "Between two knots the value is a mixture of their heights, `(1 - t) * f0 + t * f1` with "
        "`t = (x - x0) / (x1 - x0)`: linear in the heights, and as a function of `x` a line."
    ),
    pitfalls=(
        "NumPy returns float64 in any case; while it is differentiated the number type is kept. "
        "Beyond the ends the slope is 0, so an optimiser cannot bring `x` back."
    ),
    vectors=(
        TestVector(
            operands={"x": [1.0, 3.0, 9.0], "xp": [0.0, 2.0, 6.0], "fp": [0.0, 8.0, 0.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[4.0, 6.0, 0.0],
            gradients={"x": [4.0, -20.0, 0.0], "xp": [-2.0, 13.0, 5.0], "fp": [0.5, 8.0, 102.5]},
        ),
        TestVector(
            name="given heights beyond the ends",
            operands={"x": [-1.0, 1.0], "xp": [0.0, 2.0], "fp": [0.0, 8.0]},
            parameters={"left": 5.0, "right": 6.0},
            cotangent=[1.0, 10.0],
            value=[5.0, 4.0],
            gradients={"x": [0.0, 40.0], "fp": [5.0, 5.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="at a knot",
            operands={"x": [2.0], "xp": [0.0, 2.0, 6.0], "fp": [0.0, 8.0, 0.0]},
            value=[8.0],
            gradients={"x": [1.0], "xp": [0.0, -1.0, 0.0], "fp": [0.0, 1.0, 0.0]},
            why="A kink: the mean of the slopes on both sides, 4 and -2.",
        ),
        TestVector(
            name="at the end",
            operands={"x": [0.0], "xp": [0.0, 2.0], "fp": [0.0, 8.0]},
            value=[0.0],
            gradients={"x": [2.0], "fp": [1.0, 0.0]},
            why="A kink: the mean of the slopes on both sides, 0 and 4.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan], "xp": [0.0, 2.0], "fp": [0.0, 8.0]},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, interp",),
    see_also=("array.interp_segment", "array.trapezoid"),
    tags=("piecewise linear", "lookup table"),
)
