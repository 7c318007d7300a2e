"""The largest of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, inf, nan, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def nanmax(
    a: Array,
    axis: shapes.Axis = None,
    *,
    keepdims: bool = False,
    initial: Array | None = None,
    where: Any = True,
) -> Array:
    """The largest number along `axis`, or `initial` if that is larger; NaN where there is none.

    Raises:
        UnsupportedKeywordError: a mask without `initial`, as in NumPy.
    """
    number = (a < 0) | (a >= 0)
    if initial is not None:
        chosen = number if where is True else number & where
        y = op.max(op.where(chosen, a, -inf), axis=axis, keepdims=keepdims)
        return op.maximum(y, initial)
    if where is not True:
        raise UnsupportedKeywordError(
            "reduce.nanmax: np.nanmax(..., where=...) needs initial=, the value where the mask holds nowhere"
        )
    none = op.sum(op.where(number, 1.0, 0.0), axis=axis, keepdims=True) == 0
    return op.max(op.where(number | none, a, -inf), axis=axis, keepdims=keepdims)


rule = derived(
    id="reduce.nanmax",
    title="Largest without NaN",
    summary="The largest of the entries which are not NaN.",
    function="nanmax(x)",
    operands="x:(n) distinct",
    derivative={
        "grad[x]": "where(x == nanmax(x), 1.0, 0.0)",
        "same": "amax(where(x == x, x, -inf))",
    },
    conditions="The largest number is unique.",
    expand=nanmax,
    numpy=("numpy.nanmax",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why="The value is the largest number and moves with it; a NaN is left out.",
    pitfalls="NumPy warns where all entries are NaN; here the value is NaN without a warning.",
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 5.0, -7.0]},
            value=5.0,
            gradients={"x": [0.0, 0.0, 1.0, 0.0]},
        ),
        TestVector(
            name="masked, each row, with a least value",
            operands={"x": [[1.0, 9.0, nan], [2.0, 8.0, 3.0]]},
            parameters={"axis": 1, "where": (True, False, True), "initial": 2.5},
            cotangent=[10.0, 100.0],
            value=[2.5, 3.0],
            gradients={"x": [[0.0, 0.0, 0.0], [0.0, 0.0, 100.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [1.0, 1.0, nan]},
            value=1.0,
            gradients={"x": [0.5, 0.5, 0.0]},
            why="The subgradient of least norm gives tied entries equal shares.",
        ),
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanmax",),
    see_also=("reduce.max", "reduce.nanmin"),
)
