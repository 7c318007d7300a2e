"""NumPy's call of `min`, with all its keywords."""

from typing import Any

from jacobook import TestVector, derived, inf, shapes
from jacobook import operations as op
from jacobook.errors import UnsupportedKeywordError
from jacobook.rule import Array


def min(
    a: Array,
    axis: shapes.Axis = None,
    *,
    keepdims: bool = False,
    initial: Array | None = None,
    where: Any = True,
) -> Array:
    """The smallest entry along `axis` where a mask holds, or `initial` if nothing goes beyond it.

    Raises:
        UnsupportedKeywordError: a mask without `initial`, as in NumPy.
    """
    if initial is None:
        raise UnsupportedKeywordError(
            "reduce.min_call: np.min(..., where=...) needs initial=, the value where it holds nowhere"
        )
    kept = a if where is True else op.where(where, a, inf)
    return op.minimum(op.min(kept, axis=axis, keepdims=keepdims), initial)


rule = derived(
    id="reduce.min_call",
    title="Minimum with a mask",
    summary="The smallest entry where a mask holds, or a given value if that is beyond it.",
    function="minimum(minimum(a[0], a[2]), 100)",
    operands="a:(3) distinct",
    conditions="The formulas are for a vector of three entries, of which the second is masked.",
    derivative={"same": "minimum(a[0], a[2])"},
    expand=min,
    parameters={"where": (True, False, True), "initial": 100.0},
    why="A masked entry is replaced by an infinity, which is never chosen and has no influence.",
    vectors=(
        TestVector(
            operands={"a": [1.0, -9.0, 4.0]},
            parameters={"initial": 8.0},
            value=1.0,
            gradients={"a": [1.0, 0.0, 0.0]},
        ),
        TestVector(
            name="a first value",
            operands={"a": [1.0, -9.0, 4.0]},
            parameters={"initial": -2.0},
            value=-2.0,
            gradients={"a": [0.0, 0.0, 0.0]},
        ),
    ),
    references=("NumPy reference, min",),
    see_also=("reduce.min", "reduce.nanmin"),
)
