"""NumPy's call of `trace` with a number type."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def trace(a: Array, offset: int = 0, axis1: int = 0, axis2: int = 1, dtype: Any = None) -> Array:
    """The sum of a diagonal, in another number type."""
    return op.trace(op.astype(a, dtype=dtype), offset=offset, axis1=axis1, axis2=axis2)


rule = derived(
    id="linalg.trace_call",
    title="Trace in another number type",
    summary="The sum of the entries on the diagonal, added up in another number type.",
    function="trace(a)",
    operands="a:(n,n)",
    derivative={"grad[a]": "eye(n)"},
    expand=trace,
    parameters={"dtype": "float64"},
    why="It is the trace of the entries in that number type.",
    vectors=(
        TestVector(
            operands={"a": [[1.0, 2.0], [3.0, 4.0]]},
            value=5.0,
            gradients={"a": [[1.0, 0.0], [0.0, 1.0]]},
        ),
    ),
    references=("NumPy reference, trace",),
    see_also=("linalg.trace", "array.astype"),
)
