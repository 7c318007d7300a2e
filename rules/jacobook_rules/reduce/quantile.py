"""Quantiles of the entries."""

from jacobook import TestVector, derived, nan, shapes, stop
from jacobook import operations as op
from jacobook.rule import Array


def quantile(
    a: Array,
    q: Array,
    axis: shapes.Axis = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Array:
    """The quantiles `q` along `axis`; NaN where an entry is NaN."""
    import numpy as np

    y = op.nanquantile(a, q, axis=axis, method=method, keepdims=keepdims)
    if not np.any(np.isnan(stop(a))):
        return y
    undefined = np.any(np.isnan(stop(a)), axis=axis, keepdims=keepdims)
    return y * np.where(undefined, nan, 1.0).astype(y.dtype)


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
    id="reduce.quantile",
    title="Quantile",
    summary="The number below which a given part of the entries lies.",
    function="quantile(x, q)",
    operands="x:(n) distinct; q:() range(0.1,0.9)",
    conditions="The entries are distinct, and q lies between two of them.",
    expand=quantile,
    numpy=("numpy.quantile",),
    parameters={"axis": None, "method": "linear", "keepdims": False},
    shape=target,
    variants=(
        {"axis": 0},
        {"axis": (0, 1)},
        {"axis": -1, "keepdims": True},
        {"method": "weibull"},
        {"method": "inverted_cdf"},
        {"method": "nearest"},
    ),
    why=(
        "Sort the entries. The quantile lies between two neighbours at the place `(n - 1) * q`, "
        "and moves with each by its share. Moving `q` moves it along the line that joins them."
    ),
    pitfalls=(
        "Methods which choose an entry, such as `lower`, and those which take the middle of two are "
        "steps in `q`: its slope is 0. `weights` are refused."
    ),
    vectors=(
        TestVector(
            operands={"x": [5.0, -1.0, 2.0, 9.0], "q": 0.25},
            value=1.25,
            gradients={"x": [0.0, 0.25, 0.75, 0.0], "q": 9.0},
        ),
        TestVector(
            name="several, each column",
            operands={"x": [[0.0, 8.0], [4.0, 2.0], [6.0, 4.0]], "q": [0.25, 1.0]},
            parameters={"axis": 0},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[2.0, 3.0], [6.0, 8.0]],
            gradients={"x": [[0.5, 1000.0], [0.5, 5.0], [100.0, 5.0]], "q": [48.0, 8400.0]},
        ),
        TestVector(
            name="a step in q",
            operands={"x": [5.0, -1.0, 2.0, 9.0], "q": 0.25},
            parameters={"method": "higher"},
            value=2.0,
            gradients={"x": [0.0, 0.0, 1.0, 0.0], "q": 0.0},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [2.0, 2.0, 7.0], "q": 0.25},
            value=2.0,
            gradients={"x": [0.5, 0.5, 0.0], "q": 0.0},
            why="Equal entries share the slope equally, whatever their order.",
        ),
        TestVector(
            name="at an entry",
            operands={"x": [0.0, 1.0, 5.0], "q": 0.5},
            value=1.0,
            gradients={"x": [0.0, 1.0, 0.0], "q": 5.0},
            why="A kink in q: the mean of the slopes on both sides, 2 and 8.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0, 2.0], "q": 0.25},
            value=nan,
            gradients={"x": [nan, nan, nan], "q": nan},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, quantile", "Hyndman & Fan 1996, section 2"),
    see_also=("reduce.percentile", "reduce.median", "array.order_statistic"),
)
