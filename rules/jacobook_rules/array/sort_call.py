"""NumPy's call of `sort` with a choice of method."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def sort(a: Array, axis: int | None = -1, kind: Any = None, *, stable: bool | None = None) -> Array:
    """The entries in increasing order; the method does not matter for numbers."""
    return op.sort(a, axis=axis)


rule = derived(
    id="array.sort_call",
    title="Sort with a choice of method",
    summary="The entries in increasing order, by any method.",
    function="sort(a)",
    operands="a:(n) distinct",
    conditions="The entries are distinct.",
    derivative={"same": "sort(a)"},
    expand=sort,
    parameters={"kind": "stable"},
    why="All methods give the same numbers; equal ones keep their order in the gradient.",
    vectors=(
        TestVector(
            operands={"a": [5.0, -1.0, 2.0]},
            cotangent=[1.0, 10.0, 100.0],
            value=[-1.0, 2.0, 5.0],
            gradients={"a": [100.0, 1.0, 10.0]},
        ),
    ),
    references=("NumPy reference, sort",),
    see_also=("array.sort",),
)
