"""Running products, by the name of the array API."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array


def cumulative_prod(
    x: Array,
    *,
    axis: int | None = None,
    dtype: Any = None,
    include_initial: bool = False,
) -> Array:
    """The running products along `axis`, with the empty product 1 in front if asked for.

    Raises:
        ShapeError: no axis is named, and there are several.
    """
    if axis is None and len(x.shape) > 1:
        raise ShapeError("cumulative_prod: name the axis of an array with several axes")
    if dtype is not None:
        x = op.astype(x, dtype=dtype)
    place = 0 if axis is None else axis
    y = op.cumprod(x, axis=place)
    if not include_initial:
        return y
    (start,) = shapes.normalise_axes(place, y.ndim)
    width = tuple((1, 0) if i == start else (0, 0) for i in range(y.ndim))
    return op.pad(y, pad_width=width, constant_values=1.0)


rule = derived(
    id="array.cumulative_prod",
    title="Cumulative product of the array API",
    summary="Each entry times all those before it; on request with the empty product in front.",
    function="cumprod(x)",
    operands="x:(n) nonzero",
    derivative={
        "vjp[x]": "flip(cumsum(flip(y_bar * y))) / x",
        "jac[x]": "tril(y[:, None] / x)",
    },
    conditions="The formulas divide by x, so no entry is zero; the engine does not divide.",
    expand=cumulative_prod,
    numpy=("numpy.cumulative_prod",),
    parameters={"axis": None, "include_initial": False},
    variants=({"axis": 0}, {"axis": -1, "include_initial": True}),
    analytic=True,
    why="It is `cumprod`, with a constant in front if asked for.",
    vectors=(
        TestVector(
            operands={"x": [2.0, -3.0, 5.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[2.0, -6.0, -30.0],
            gradients={"x": [-1529.0, 1020.0, -600.0]},
        ),
        TestVector(
            name="from one on, along an axis",
            operands={"x": [[1.0, 2.0], [3.0, 4.0]]},
            parameters={"axis": 0, "include_initial": True},
            cotangent=[[5.0, 5.0], [1.0, 2.0], [10.0, 20.0]],
            value=[[1.0, 1.0], [1.0, 2.0], [3.0, 8.0]],
            gradients={"x": [[31.0, 82.0], [10.0, 40.0]]},
        ),
    ),
    references=("NumPy reference, cumulative_prod",),
    see_also=("array.cumprod",),
)
