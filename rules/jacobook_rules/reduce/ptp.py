"""The range of the entries: largest less smallest."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def ptp(a: Array, axis: shapes.Axis = None, *, keepdims: bool = False) -> Array:
    """`max(a) - min(a)` along `axis`."""
    high = op.max(a, axis=axis, keepdims=keepdims)
    return high - op.min(a, axis=axis, keepdims=keepdims)


rule = derived(
    id="reduce.ptp",
    title="Range, peak to peak",
    summary="The distance from the smallest entry to the largest.",
    function="ptp(x)",
    operands="x:(n) distinct",
    derivative={
        "grad[x]": "where(x == amax(x), 1.0, 0.0) - where(x == amin(x), 1.0, 0.0)",
        "same": "amax(x) - amin(x)",
    },
    conditions="The largest and the smallest entry are unique.",
    expand=ptp,
    numpy=("numpy.ptp",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why="The slope of the maximum less the slope of the minimum.",
    vectors=(
        TestVector(
            operands={"x": [1.0, 5.0, -7.0]},
            value=12.0,
            gradients={"x": [0.0, 1.0, -1.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="constant",
            operands={"x": [3.0, 3.0]},
            value=0.0,
            gradients={"x": [0.0, 0.0]},
            why="Every entry shares the maximum and the minimum equally, and the shares cancel.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan, 1.0]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, ptp",),
    see_also=("reduce.max", "reduce.min"),
)
