"""Clipping to bounds."""

from jacobook import TestVector, derived, nan, shapes
from jacobook import operations as op
from jacobook.rule import Array


def expand(
    a: Array,
    a_min: Array = None,
    a_max: Array = None,
    *,
    min: Array = None,
    max: Array = None,
) -> Array:
    """The smaller of the upper bound and the larger of `a` and the lower bound."""
    lower = min if a_min is None else a_min
    upper = max if a_max is None else a_max
    raised = a if lower is None else op.maximum(a, lower)
    return raised if upper is None else op.minimum(raised, upper)


def unchanged(x: shapes.Shape, *, a_min: object, a_max: object) -> shapes.Shape:
    """The shape of `x`."""
    return x


rule = derived(
    id="ufunc.clip",
    title="Clip to bounds",
    summary="Each entry moved to the nearest number between two bounds.",
    function="clip(x, -1, 1)",
    operands="x:(n)",
    derivative={
        "elem[x]": "where((x > -1) & (x < 1), 1.0, 0.0)",
        "same": "minimum(maximum(x, -1), 1)",
    },
    conditions="No entry is at a bound.",
    numpy=("numpy.clip",),
    expand=expand,
    parameters={"a_min": None, "a_max": None},
    shape=unchanged,
    variants=({"a_min": -0.5}, {"a_max": 0.5}, {"a_min": -0.5, "a_max": 0.5}),
    why=(
        "Between the bounds the output is `x`, with slope 1; beyond them it is a bound, which "
        "does not move with `x`."
    ),
    pitfalls=(
        "At a bound given as a number the slope is 0; a bound given as an array shares it "
        "equally with `x`. Where entries are clipped the gradient is 0, so an optimiser "
        "cannot bring them back."
    ),
    vectors=(
        TestVector(
            operands={"x": [-3.0, 0.25, 2.0]},
            parameters={"a_min": -1.0, "a_max": 1.0},
            value=[-1.0, 0.25, 1.0],
            gradients={"x": [0.0, 1.0, 0.0]},
        ),
        TestVector(
            name="no lower bound",
            operands={"x": [-3.0, 2.0]},
            parameters={"a_max": 1.0},
            value=[-3.0, 1.0],
            gradients={"x": [1.0, 0.0]},
        ),
    ),
    special_points=(
        TestVector(
            name="at the bounds",
            operands={"x": [-1.0, 1.0]},
            parameters={"a_min": -1.0, "a_max": 1.0},
            value=[-1.0, 1.0],
            gradients={"x": [0.0, 0.0]},
            why="A kink in one variable: the slope of least size.",
        ),
        TestVector(
            name="nan",
            operands={"x": [nan]},
            parameters={"a_min": -1.0, "a_max": 1.0},
            value=[nan],
            gradients={"x": [nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy ufunc reference",),
    see_also=(
        "ufunc.clip_bounds",
        "ufunc.threshold",
        "ufunc.cap",
    ),
)
