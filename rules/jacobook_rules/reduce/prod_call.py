"""NumPy's call of `prod`, with all its keywords."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def prod(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    initial: Array = 1,
    where: Any = True,
) -> Array:
    """`prod` along `axis` of the entries where a mask holds, from `initial` on."""
    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    kept = a if where is True else op.where(where, a, 1.0)
    y = op.prod(kept, axis=axis, keepdims=keepdims)
    return y * initial


rule = derived(
    id="reduce.prod_call",
    title="Product with a mask",
    summary="The product of the entries where a mask holds, and of a first factor.",
    function="a[0] * a[2]",
    operands="a:(3)",
    conditions="The formulas are for a vector of three entries, of which the second is masked.",
    derivative={"vjp[a]": "stack([y_bar * a[2], 0.0, y_bar * a[0]])"},
    expand=prod,
    parameters={"where": (True, False, True)},
    why="Masked entries count as 1 and have no influence; the first factor is multiplied.",
    vectors=(
        TestVector(
            operands={"a": [3.0, 2.0, 4.0]},
            parameters={"initial": 10.0},
            value=120.0,
            gradients={"a": [40.0, 0.0, 30.0]},
        ),
    ),
    references=("NumPy reference, prod",),
    see_also=("reduce.prod", "reduce.nanprod"),
)
