"""NumPy's call of `stack` with a number type."""

from collections.abc import Iterable
from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def stack(
    arrays: Iterable[Array], axis: int = 0, *, dtype: Any = None, casting: str = "same_kind"
) -> Array:
    """The arrays joined along a new axis, in another number type."""
    return op.astype(op.stack(*arrays, axis=axis), dtype=dtype)


rule = derived(
    id="array.stack_call",
    title="Stack in another number type",
    summary="Arrays joined along a new axis, in another number type.",
    function="stack([xs])",
    operands="*xs:(n)",
    expand=stack,
    parameters={"dtype": "float64"},
    why="Each operand reads its own piece of the cotangent; the type changes no slope.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 2.0], [3.0, 4.0]],
            gradients={"xs": [[1.0, 10.0], [100.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, stack",),
    see_also=("array.stack_all", "array.astype"),
)
