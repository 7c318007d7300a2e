"""Percentiles of the entries that are numbers."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def nanpercentile(
    a: Array,
    q: Array,
    axis: shapes.Axis = None,
    *,
    method: str = "linear",
    keepdims: bool = False,
) -> Array:
    """The quantiles `q / 100` along `axis`."""
    import numpy as np

    part = (np.asarray(q) if isinstance(q, list | tuple) else q) / 100
    return op.nanquantile(a, part, axis=axis, method=method, keepdims=keepdims)


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
    id="reduce.nanpercentile",
    title="Percentiles without NaN",
    summary="Percentiles of the entries which are not NaN.",
    function="nanpercentile(x, q)",
    operands="x:(n) distinct; q:() range(10,90)",
    derivative={"same": "nanquantile(x, q / 100)"},
    conditions="The numbers are distinct, and q lies between two of them.",
    expand=nanpercentile,
    numpy=("numpy.nanpercentile",),
    parameters={"axis": None, "method": "linear", "keepdims": False},
    shape=target,
    variants=({"axis": 0}, {"axis": (0, 1)}, {"axis": -1, "keepdims": True}, {"method": "hazen"}),
    why="It is the quantile of `q / 100`, so the slope in `q` is a hundredth of the quantile's.",
    vectors=(
        TestVector(
            operands={"x": [5.0, nan, -1.0, 2.0, 9.0], "q": 25.0},
            value=1.25,
            gradients={"x": [0.0, 0.0, 0.25, 0.75, 0.0], "q": 0.09},
        ),
    ),
    references=("NumPy reference, nanpercentile",),
    see_also=("reduce.nanquantile", "reduce.nanmedian"),
)
