"""Arrays side by side."""

from collections.abc import Iterable
from typing import Any

from jacobook import TestVector, derived, shapes
from jacobook import operations as op
from jacobook.rule import Array


def hstack(tup: Iterable[Array], *, dtype: Any = None) -> Array:
    """The arrays of a list side by side; vectors one after the other."""
    parts = [op.reshape(x, shape=(1,)) if shapes.of(x) == () else x for x in tup]
    y = op.concatenate(*parts, axis=0 if len(shapes.of(parts[0])) == 1 else 1)
    return y if dtype is None else op.astype(y, dtype=dtype)


rule = derived(
    id="array.hstack",
    title="Stack horizontally",
    summary="Matrices side by side, or vectors one after the other.",
    function="concatenate([xs])",
    operands="*xs:(n)",
    expand=hstack,
    numpy=("numpy.hstack",),
    analytic=True,
    why="It is a concatenation along the second axis, or along the only one.",
    vectors=(
        TestVector(
            operands={"xs": [[[1.0], [2.0]], [[3.0, 4.0], [5.0, 6.0]]]},
            cotangent=[[1.0, 2.0, 3.0], [10.0, 20.0, 30.0]],
            value=[[1.0, 3.0, 4.0], [2.0, 5.0, 6.0]],
            gradients={"xs": [[[1.0], [10.0]], [[2.0, 3.0], [20.0, 30.0]]]},
        ),
    ),
    references=("NumPy reference, hstack",),
    see_also=("array.concatenate_all", "array.stack_all"),
)
