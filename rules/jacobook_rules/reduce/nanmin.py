"""The smallest of the entries that are numbers."""

from typing import Any

from jacobook import TestVector, derived, inf, nan, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def nanmin(
    a: Array,
    axis: shapes.Axis = None,
    *,
    keepdims: bool = False,
    initial: Array | None = None,
    where: Any = True,
) -> Array:
    """The smallest number along `axis`, or `initial` if that is smaller; NaN where there is none.

    Raises:
        UnsupportedKeywordError: a mask without `initial`, as in NumPy.
    """
    number = (a < 0) | (a >= 0)
    if initial is not None:
        chosen = number if where is True else number & where
        y = op.min(op.where(chosen, a, inf), axis=axis, keepdims=keepdims)
        return op.minimum(y, initial)
    if where is not True:
        raise UnsupportedKeywordError(
            "reduce.nanmin: np.nanmin(..., where=...) needs initial=, the value where the mask holds nowhere"
        )
    none = op.sum(op.where(number, 1.0, 0.0), axis=axis, keepdims=True) == 0
    return op.min(op.where(number | none, a, inf), axis=axis, keepdims=keepdims)


rule = derived(
    id="reduce.nanmin",
    title="Smallest without NaN",
    summary="The smallest of the entries which are not NaN.",
    function="nanmin(x)",
    operands="x:(n) distinct",
    derivative={
        "grad[x]": "where(x == nanmin(x), 1.0, 0.0)",
        "same": "amin(where(x == x, x, inf))",
    },
    conditions="The smallest number is unique.",
    expand=nanmin,
    numpy=("numpy.nanmin",),
    parameters={"axis": None, "keepdims": False},
    shape=shapes.reduced,
    variants=({"axis": 0}, {"axis": -1}, {"axis": (0, 1)}, {"axis": 0, "keepdims": True}),
    why="The value is the smallest number and moves with it; a NaN is left out.",
    pitfalls="NumPy warns where all entries are NaN; here the value is NaN without a warning.",
    vectors=(
        TestVector(
            operands={"x": [1.0, nan, 5.0, -7.0]},
            value=-7.0,
            gradients={"x": [0.0, 0.0, 0.0, 1.0]},
        ),
        TestVector(
            name="masked, each row, with a greatest value",
            operands={"x": [[4.0, 1.0, nan], [2.0, 0.0, 3.0]]},
            parameters={"axis": 1, "where": (True, False, True), "initial": 2.5},
            cotangent=[10.0, 100.0],
            value=[2.5, 2.0],
            gradients={"x": [[0.0, 0.0, 0.0], [100.0, 0.0, 0.0]]},
        ),
    ),
    special_points=(
        TestVector(
            name="tie",
            operands={"x": [1.0, 1.0, nan]},
            value=1.0,
            gradients={"x": [0.5, 0.5, 0.0]},
            why="The supergradient of least norm gives tied entries equal shares.",
        ),
        TestVector(
            name="all nan",
            operands={"x": [nan, nan]},
            value=nan,
            gradients={"x": [nan, nan]},
            why="An undefined value has an undefined slope.",
        ),
    ),
    references=("NumPy reference, nanmin",),
    see_also=("reduce.min", "reduce.nanmax"),
)
