"""The slices of an array at which a mask holds."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def compress(condition: Any, a: Array, axis: int | None = None) -> Array:
    """The slices along `axis` where `condition` holds; without an axis, the entries."""
    import numpy as np

    return op.take(a, indices=np.flatnonzero(condition), axis=axis)


rule = derived(
    id="array.compress",
    title="Compress by a mask",
    summary="The entries, or the slices along an axis, at which a mask holds.",
    function="concatenate([a[:1], a[2:3]])",
    operands="a:(n)",
    sizes={"n": 4},
    derivative={"vjp[a]": "concatenate([y_bar[:1], zeros(1), y_bar[1:], zeros(1)])"},
    expand=compress,
    numpy=("numpy.compress",),
    parameters={"condition": (True, False, True), "axis": None},
    analytic=True,
    skip={"keywords": "The check gives the array first; NumPy's function has the mask first."},
    conditions="The mask does not depend on the variables.",
    why="What is kept moves with itself; what is left out has no influence.",
    vectors=(
        TestVector(
            name="columns",
            operands={"a": [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]},
            parameters={"axis": 1},
            cotangent=[[1.0, 10.0], [100.0, 1000.0]],
            value=[[1.0, 3.0], [4.0, 6.0]],
            gradients={"a": [[1.0, 0.0, 10.0], [100.0, 0.0, 1000.0]]},
        ),
    ),
    references=("NumPy reference, compress",),
    see_also=("array.extract", "array.take", "array.delete"),
)
