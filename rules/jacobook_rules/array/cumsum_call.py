"""NumPy's call of `cumsum` with a number type."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def cumsum(a: Array, axis: int | None = None, dtype: Any = None) -> Array:
    """The running sums along `axis`, in another number type."""
    return op.cumsum(op.astype(a, dtype=dtype), axis=axis)


rule = derived(
    id="array.cumsum_call",
    title="Cumulative sum in another number type",
    summary="The running sums of the entries, added up in another number type.",
    function="cumsum(a)",
    operands="a:(n)",
    derivative={"same": "cumsum(a)"},
    expand=cumsum,
    parameters={"dtype": "float64"},
    why="It is `cumsum` of the entries in that number type.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 4.0]},
            parameters={"dtype": "float64"},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 3.0, 7.0],
            gradients={"a": [111.0, 110.0, 100.0]},
        ),
    ),
    references=("NumPy reference, cumsum",),
    see_also=("array.cumsum", "array.astype"),
)
