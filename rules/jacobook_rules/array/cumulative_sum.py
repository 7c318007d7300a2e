"""Running sums, by the name of the array API."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def cumulative_sum(
    x: Array,
    *,
    axis: int | None = None,
    dtype: Any = None,
    include_initial: bool = False,
) -> Array:
    """The running sums along `axis`, with the empty sum 0 in front if asked for.

    Raises:
        ShapeError: no axis is named, and there are several.
    """
    if axis is None and len(x.shape) > 1:
        raise ShapeError("cumulative_sum: name the axis of an array with several axes")
    if dtype is not None:
        x = op.astype(x, dtype=dtype)
    place = 0 if axis is None else axis
    y = op.cumsum(x, axis=place)
    if not include_initial:
        return y
    (start,) = shapes.normalise_axes(place, y.ndim)
    width = tuple((1, 0) if i == start else (0, 0) for i in range(y.ndim))
    return op.pad(y, pad_width=width, constant_values=0.0)


rule = derived(
    id="array.cumulative_sum",
    title="Cumulative sum of the array API",
    summary="Each entry plus all those before it; on request with the empty sum in front.",
    function="cumsum(x)",
    operands="x:(n)",
    derivative={
        "vjp[x]": "flip(cumsum(flip(y_bar)))",
        "jac[x]": "tril(ones((n, n)))",
        "d": "cumsum(dx)",
    },
    expand=cumulative_sum,
    numpy=("numpy.cumulative_sum",),
    parameters={"axis": None, "include_initial": False},
    variants=({"axis": 0}, {"axis": -1, "include_initial": True}),
    analytic=True,
    why="It is `cumsum`, with a constant in front if asked for.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 2.0, 4.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 3.0, 7.0],
            gradients={"x": [111.0, 110.0, 100.0]},
        ),
        TestVector(
            name="from zero on, along an axis",
            operands={"x": [[1.0, 2.0], [4.0, 8.0]]},
            parameters={"axis": 1, "include_initial": True},
            cotangent=[[5.0, 1.0, 10.0], [5.0, 2.0, 20.0]],
            value=[[0.0, 1.0, 3.0], [0.0, 4.0, 12.0]],
            gradients={"x": [[11.0, 10.0], [22.0, 20.0]]},
        ),
    ),
    references=("NumPy reference, cumulative_sum",),
    see_also=("array.cumsum",),
)
