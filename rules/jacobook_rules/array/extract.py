"""The entries at which a mask holds, as a vector."""

from typing import Any

from jacobook import TestVector, derived
from jacobook import operations as op
from jacobook.rule import Array


def extract(condition: Any, arr: Array) -> Array:
    """The entries of `arr` where `condition` holds, row by row."""
    import numpy as np

    return op.take(op.reshape(arr, shape=(-1,)), indices=np.flatnonzero(condition), axis=0)


rule = derived(
    id="array.extract",
    title="Extract by a mask",
    summary="The entries of an array at which a mask holds, as a vector.",
    function="stack([arr[0, 0], arr[1, 1]])",
    operands="arr:(2,2)",
    derivative={"d": "stack([darr[0, 0], darr[1, 1]])"},
    expand=extract,
    numpy=("numpy.extract",),
    parameters={"condition": ((True, False), (False, True))},
    analytic=True,
    conditions="The mask does not depend on the variables.",
    why="What is kept moves with itself; what is left out has no influence.",
    vectors=(
        TestVector(
            operands={"arr": [[1.0, 2.0], [3.0, 4.0]]},
            cotangent=[10.0, 100.0],
            value=[1.0, 4.0],
            gradients={"arr": [[10.0, 0.0], [0.0, 100.0]]},
        ),
    ),
    references=("NumPy reference, extract",),
    see_also=("array.compress", "array.index"),
)
