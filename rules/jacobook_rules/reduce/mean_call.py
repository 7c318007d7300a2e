"""NumPy's call of `mean`, with all its keywords."""

from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def mean(
    a: Array,
    axis: shapes.Axis = None,
    dtype: Any = None,
    *,
    keepdims: bool = False,
    where: Any = True,
) -> Array:
    """The mean along `axis` of the entries where a mask holds; NaN where it holds nowhere."""
    import numpy as np

    if dtype is not None:
        a = op.astype(a, dtype=dtype)
    if where is True:
        return op.mean(a, axis=axis, keepdims=keepdims)
    kept = np.broadcast_to(np.asarray(where, bool), a.shape)
    count = np.sum(kept, axis=axis, keepdims=keepdims).astype(a.dtype)
    return op.sum(op.where(kept, a, 0.0), axis=axis, keepdims=keepdims) / count


rule = derived(
    id="reduce.mean_call",
    title="Mean with a mask",
    summary="The mean of the entries where a mask holds.",
    function="(a[0] + a[2]) / 2",
    operands="a:(3)",
    conditions="The formulas are for a vector of three entries, of which the second is masked.",
    derivative={"vjp[a]": "stack([y_bar / 2, 0.0, y_bar / 2])"},
    expand=mean,
    parameters={"where": (True, False, True)},
    why="The sum of the chosen entries divided by how many they are, which does not move with them.",
    vectors=(
        TestVector(
            operands={"a": [1.0, 2.0, 4.0]},
            value=2.5,
            gradients={"a": [0.5, 0.0, 0.5]},
        ),
    ),
    references=("NumPy reference, mean",),
    see_also=("reduce.mean", "reduce.nanmean"),
)
