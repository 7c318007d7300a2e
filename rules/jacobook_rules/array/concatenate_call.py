"""NumPy's call of `concatenate` with a number type."""

from collections.abc import Iterable
from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def concatenate(
    arrays: Iterable[Array], axis: int | None = 0, *, dtype: Any = None, casting: str = "same_kind"
) -> Array:
    """The arrays joined along an axis, in another number type."""
    return op.astype(op.concatenate(*arrays, axis=axis), dtype=dtype)


rule = derived(
    id="array.concatenate_call",
    title="Concatenate in another number type",
    summary="Arrays joined along an axis that they have, in another number type.",
    function="concatenate([xs])",
    operands="*xs:(n)",
    expand=concatenate,
    parameters={"dtype": "float64"},
    why="Each operand reads its own piece of the cotangent; the type changes no slope.",
    vectors=(
        TestVector(
            operands={"xs": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[1.0, 10.0, 100.0, 1000.0],
            value=[1.0, 2.0, 3.0, 4.0],
            gradients={"xs": [[1.0, 10.0], [100.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, concatenate",),
    see_also=("array.concatenate_all", "array.astype"),
)
