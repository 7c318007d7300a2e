"""NumPy's call of `cumprod` with a number type."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def cumprod(a: Array, axis: int | None = None, dtype: Any = None) -> Array:
    """The running products along `axis`, in another number type."""
    return op.cumprod(op.astype(a, dtype=dtype), axis=axis)


rule = derived(
    id="array.cumprod_call",
    title="Cumulative product in another number type",
    summary="The running products of the entries, added up in another number type.",
    function="cumprod(a)",
    operands="a:(n)",
    derivative={"same": "cumprod(a)"},
    expand=cumprod,
    parameters={"dtype": "float64"},
    why="It is `cumprod` of the entries in that number type.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 4.0]},
            parameters={"dtype": "float64"},
            cotangent=[1.0, 10.0, 100.0],
            value=[1.0, 2.0, 8.0],
            gradients={"a": [821.0, 410.0, 200.0]},
        ),
    ),
    references=("NumPy reference, cumprod",),
    see_also=("array.cumprod", "array.astype"),
)
