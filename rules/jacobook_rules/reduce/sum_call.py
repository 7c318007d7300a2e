"""NumPy's call of `sum`, with all its keywords."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def sum(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Any = True,
) -> Array:
    """`sum` along `axis` of the entries where a mask holds, from `initial` on."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    kept = a if where is True else op.where(where, a, 0.0)
    y = op.sum(kept, axis=axis, keepdims=keepdims)
    return y + initial


rule = derived(
    id="reduce.sum_call",
    title="Sum with a mask",
    summary="The sum of the entries where a mask holds, and of a first term.",
    function="a[0] + a[2]",
    operands="a:(3)",
    conditions="The formulas are for a vector of three entries, of which the second is masked.",
    derivative={"vjp[a]": "stack([y_bar, 0.0, y_bar])"},
    expand=sum,
    parameters={"where": (True, False, True)},
    why="Masked entries count as 0 and have no influence; the first term is added.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 4.0]},
            parameters={"initial": 10.0},
            value=15.0,
            gradients={"a": [1.0, 0.0, 1.0]},
        ),
    ),
    references=("NumPy reference, sum",),
    see_also=("reduce.sum", "reduce.nansum"),
)
