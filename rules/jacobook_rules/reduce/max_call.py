"""NumPy's call of `max`, with all its keywords."""

from typing import Any

from jacobook import TestVector, derived, inf, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def max(
    a: Array,
    axis: shapes.Axis = None,
    *,
    keepdims: bool = False,
    initial: Array | None = None,
    where: Any = True,
) -> Array:
    """The largest entry along `axis` where a mask holds, or `initial` if nothing goes beyond it.

    Raises:
        UnsupportedKeywordError: a mask without `initial`, as in NumPy.
    """
    if initial is None:
        raise UnsupportedKeywordError(
            "reduce.max_call: np.max(..., where=...) needs initial=, the value where it holds nowhere"
        )
    kept = a if where is True else op.where(where, a, -inf)
    return op.maximum(op.max(kept, axis=axis, keepdims=keepdims), initial)


rule = derived(
    id="reduce.max_call",
    title="Maximum with a mask",
    summary="The largest entry where a mask holds, or a given value if that is beyond it.",
    function="maximum(maximum(a[0], a[2]), -100)",
    operands="a:(3) distinct",
    conditions="The formulas are for a vector of three entries, of which the second is masked.",
    derivative={"same": "maximum(a[0], a[2])"},
    expand=max,
    parameters={"where": (True, False, True), "initial": -100.0},
    why="A masked entry is replaced by an infinity, which is never chosen and has no influence.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 9.0, 4.0]},
            value=4.0,
            gradients={"a": [0.0, 0.0, 1.0]},
        ),
        TestVector(
            name="a first value",
            operands={"a": [1.0, 9.0, 4.0]},
            parameters={"initial": 5.0},
            value=5.0,
            gradients={"a": [0.0, 0.0, 0.0]},
        ),
    ),
    references=("NumPy reference, max",),
    see_also=("reduce.max", "reduce.nanmax"),
)
