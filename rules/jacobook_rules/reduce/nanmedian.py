"""The median of the entries that are numbers."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def nanmedian(a: Array, axis: shapes.Axis = None, *, keepdims: bool = False) -> Array:
    """The middle number along `axis`, or the mean of the middle two; NaN where there is none."""
    return op.nanquantile(a, 0.5, axis=axis, keepdims=keepdims)


rule = derived(
    id="reduce.nanmedian",
    title="Median without NaN",
    summary="The median of the entries which are not NaN.",
    function="nanmedian(x)",
    operands="x:(n) distinct",
    conditions="The numbers are distinct.",
    derivative={"same": "nanquantile(x, 0.5)"},
    expand=nanmedian,
    numpy=("numpy.nanmedian",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why="It is the median of the numbers alone, which is their quantile at one half.",
    pitfalls="NumPy warns where all entries are NaN; here the value is NaN without a warning.",
    vectors=(
        TestVector(
            operands={"x": [5.0, nan, -1.0, 2.0]},
            value=2.0,
            gradients={"x": [0.0, 0.0, 0.0, 1.0]},
        ),
        TestVector(
            name="even number",
            operands={"x": [5.0, -1.0, nan, 2.0, 9.0]},
            value=3.5,
            gradients={"x": [0.5, 0.0, 0.0, 0.5, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [2.0, nan, 2.0, 7.0]},
            value=2.0,
            gradients={"x": [0.5, 0.0, 0.5, 0.0]},
            why="Equal entries share the slope equally, whatever their order.",
        ),
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanmedian",),
    see_also=("reduce.median", "reduce.nanquantile"),
)
