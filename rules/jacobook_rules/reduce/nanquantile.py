"""Quantiles of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, nan, shapes, stop
from jacobook import operations as op
from jacobook.errors import ShapeError
from jacobook.rule import Array

SMOOTH: dict[str, tuple[float, float]] = {
    "linear": (1, 1),
    "interpolated_inverted_cdf": (0, 1),
    "hazen": (0.5, 0.5),
    "weibull": (0, 0),
    "median_unbiased": (1 / 3, 1 / 3),
    "normal_unbiased": (3 / 8, 3 / 8),
}
"""The methods that are continuous in `q`, with the two numbers that Hyndman and Fan know them by."""


def nanquantile(
    a: Array,
    q: Array,
    axis: shapes.Axis = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Array:
    """The quantiles `q` along `axis`, between the two entries next to their places."""
    import numpy as np

    rows = as_rows(a, axis)
    given = np.ravel(stop(q))
    if np.any((given < 0) | (given > 1)):
        raise ShapeError("Quantiles must be in the range [0, 1]; for percentiles [0, 100]")
    counts = np.sum(~np.isnan(stop(rows)), axis=-1, keepdims=True)
    places = placed(given, counts, method)
    low, part = np.floor(places).astype(int), places - np.floor(places)
    high = np.where(part == 0, low, low + 1)
    dtype = np.result_type(rows.dtype, stop(q) if type(q) in (int, float) else given.dtype)
    part = part.astype(dtype)
    y = op.order_statistic(rows, place=low)
    if np.any(part):
        y = op.where(part == 0, y, (1 - part) * y + part * op.order_statistic(rows, place=high))
    if q is not stop(q):
        moved = op.reshape(q - stop(q), shape=(-1,))
        y = y + op.astype(moved, dtype=dtype) * slopes(rows, given, places, counts, method)
    kept = shapes.reduced(a.shape, axis, keepdims)
    last_first = op.transpose(y, axes=(y.ndim - 1, *range(y.ndim - 1)))
    return op.reshape(last_first, shape=(*np.shape(stop(q)), *kept))


def as_rows(a: Array, axis: shapes.Axis) -> Array:
    """`a` with the axes that are joined as one, which is the last. Shape: (..., n)."""
    joined = shapes.reduced_axes(axis, a.ndim)
    order = (*(i for i in range(a.ndim) if i not in joined), *joined)
    shape = (*shapes.reduced(a.shape, axis), shapes.count(a.shape, axis))
    return op.reshape(op.transpose(a, axes=order), shape=shape)


def placed(q: Any, counts: Any, method: Any) -> Any:
    """Where the quantiles lie among `counts` sorted entries: NumPy's own, of the places' numbers.

    Shapes: `q` (m,), `counts` (..., 1), value (..., m).
    """
    import numpy as np

    places = np.zeros((*counts.shape[:-1], q.size))
    for n in np.unique(counts[counts > 0]):
        numbers = np.quantile(np.arange(n, dtype=float), q.astype(float), method=method)
        places = np.where(counts == n, numbers, places)
    return places


def slopes(rows: Array, q: Any, places: Any, counts: Any, method: str) -> Array:
    """How fast each quantile moves with `q`: at an entry, the mean of both sides; 0 for steps."""
    import numpy as np

    a, b = SMOOTH.get(method, (0, 0))
    virtual = counts * q + a + q * (1 - a - b) - 1
    inside = (virtual >= 0) & (virtual <= counts - 1) & (method in SMOOTH)
    last = np.maximum(counts - 1, 0)
    left = np.clip(np.ceil(places).astype(int) - 1, 0, last)
    right = np.clip(np.floor(places).astype(int) + 1, 0, last)
    rate = np.where(inside, (counts + 1 - a - b) / np.maximum(right - left, 1), 0.0)
    rise = op.order_statistic(rows, place=right) - op.order_statistic(rows, place=left)
    return op.where(rate == 0, 0.0, rate.astype(rows.dtype) * rise)


def target(
    x: shapes.Shape,
    q: shapes.Shape,
    *,
    axis: shapes.Axis = None,
    method: str = "linear",
    keepdims: bool = False,
) -> shapes.Shape:
    """The axes of `q`, then those left by a reduction."""
    return (*q, *shapes.reduced(x, axis, keepdims))


rule = derived(
    id="reduce.nanquantile",
    title="Quantiles without NaN",
    summary="Quantiles of the entries which are not NaN.",
    function="nanquantile(x, q)",
    operands="x:(n) distinct; q:() range(0.1,0.9)",
    conditions="The numbers are distinct, and q lies between two of them.",
    expand=nanquantile,
    numpy=("numpy.nanquantile",),
    parameters={"axis": None, "method": "linear", "keepdims": False},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": (0, 1)},
        {"axis": -1, "keepdims": True},
        {"method": "hazen"},
        {"method": "lower"},
        {"method": "midpoint"},
    ),
    why=(
        "Sort the numbers. The quantile lies between two neighbours, and moves with each by its "
        "share. Moving `q` moves it along the line that joins the neighbours."
    ),
    pitfalls="NumPy warns where all entries are NaN; here the value is NaN without a warning.",
    vectors=(
        TestVector(
            operands={"x": [5.0, nan, -1.0, 2.0, 9.0], "q": 0.25},
            value=1.25,
            gradients={"x": [0.0, 0.0, 0.25, 0.75, 0.0], "q": 9.0},
        ),
        TestVector(
            name="each row",
            operands={"x": [[4.0, nan, 0.0], [1.0, 3.0, 9.0]], "q": 0.25},
            parameters={"axis": 1},
            cotangent=[1.0, 10.0],
            value=[1.0, 2.0],
            gradients={"x": [[0.25, 0.0, 0.75], [5.0, 5.0, 0.0]], "q": 44.0},
        ),
    ),
    special_points=(
        TestVector(
            name="all nan",
            operands={"x": [nan, nan], "q": 0.25},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanquantile",),
    see_also=("reduce.quantile", "reduce.nanmedian"),
)
